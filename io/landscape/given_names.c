/*
 * Given names of one root, in England and Wales (name.h), and the commonest surnames.
 *
 * From general knowledge of usage. A short form that several names share stands in each of their groups. Spellings
 * that sound alike but mark different people (Ann and Anna, Marc and Mark) are kept apart, but for those of which one
 * is so often written for the other that lists mix them (Catherine and Katherine, Geoffrey and Jeffrey).
 */
#include "io/landscape/name.h"

#include <string.h>

static const char *const GIVEN[] = {
    "abigail abi abbie abby gail|adam ad|adrian ade adi|agnes aggie|alan allan allen al",
    "albert al bert bertie|alexander alex alec alistair sandy lex xander|alexandra alex alexa lexi sandy",
    "alfred alf alfie fred|alison allison ali|amanda mandy|amelia millie|andrew andy drew",
    "angela angie ange|angharad haz|anthony antony tony ant|annabel bel bella|antonia toni tonia",
    "archibald archie|arthur art|barbara barb babs|barnaby barney|barry baz bazza|beatrice bea trixie",
    "benjamin ben benny benji|bernard bernie|bernadette bernie|beverley beverly bev|bradley brad",
    "brenda bren|bridget bridie|cameron cam|carl karl|caroline carolyn carrie caz",
    "catherine katherine kathryn catharine kathrine cathryn kate katie cathy kathy kath cath kat kit kitty",
    "catrin cat|cecilia cissie celia|charles charlie chas chuck|charlotte charlie lottie char",
    "christian chris|christine christina chris chrissie tina|christopher chris kit topher|clifford cliff",
    "constance connie|cynthia cindy|dafydd daf dai|daniel dan danny|danielle dani|darren daz",
    "david dave davy davey dai|deborah debra debbie deb debs|dennis denis den|derek del|desmond des",
    "diana dianne diane di|dominic dom|donald don donny|dorothy dot dottie dolly|douglas doug dougie",
    "duncan dunc|edmund ed eddie ned ted|edward ed eddie ted teddy ned|edwin ed eddie",
    "eleanor elinor ellie nell nellie nora",
    "elizabeth elisabeth liz lizzie lizzy beth betty bess bessie libby betsy|emily em emmy|emma em",
    "eric ric rick|ernest ernie|esther essie|eugene gene|evan ev|evelyn evie|florence flo florrie",
    "frances fran frankie|francesca fran frankie|francis frank frankie fran|frederick fred freddie freddy",
    "gabriel gabe|gabrielle gabby gabi|gareth gaz gar|gary garry gaz|gavin gav|geoffrey jeffrey geoff jeff",
    "george georgie|georgina georgie gina|geraint ger|gerald gerry jerry ger|gerard gerry|geraldine gerry",
    "gillian jillian gill jill gilly|glenys glen|graham graeme grahame|gregory greg gregg",
    "gruffydd gruff griff|griffith griff gruff|gwendoline gwendolen gwen|gwenllian gwen|gwilym gwil will",
    "harold harry hal|harriet hattie|harrison harry|harry henry hal hank|heather heth|helen nell helena",
    "herbert bert herb|hilary hillary|howard howie|hugh hughie huw|humphrey humph|ian iain|imogen immy",
    "iorwerth iori|isabel isobel isabelle isabella bel bella izzy issy|jacob jake",
    "jacqueline jackie jacqui jacquie|james jim jimmy jamie jimbo|jane janey|janet jan jen|janice jan",
    "jason jay jase|jean jeannie|jennifer jen jenny jenni|jeremy jez jerry jem|jessica jess jessie",
    "joan joanie|joanne joanna jo johanna|john johnny jack jock",
    "jonathan jonathon jon jonny johnathan jonty|joseph joe joey|josephine jo josie|joshua josh|josiah jos",
    "joyce joy|judith judy judi jude|julian jules|julia julie jules|juliet jules|karen kaz",
    "kathleen kath kathy cathleen|keith kei|kelly kel|kenneth ken kenny|kevin kev|kimberley kim kimberly",
    "kirsten kirsty|lawrence laurence larry laurie|laura laurie|leonard len lenny leo|leslie les",
    "lesley les|lewis louis lew lou|lilian lillian lily lil|linda lynda lyn lin",
    "llewelyn llewellyn llew lyn|louise lou lulu|lucy lucinda luce|lydia lyd|lynette lyn",
    "madeleine madeline maddy maddie|malcolm malc mal|marcus marc",
    "margaret maggie meg peggy marge margie peg mags madge|marilyn maz|marjorie marge margie|mark marky",
    "martin mart marty|martha marty|mary mamie|matthew mathew mat matt matty|maureen mo|maurice morris mo",
    "maxwell max|maximilian max|melanie mel|melissa mel lissa|melvin mel melvyn|meredith merry",
    "michael mike mick micky mickey mikey|michelle shelley chelle|miles myles|mildred millie|miranda mandy",
    "miriam mim|mitchell mitch|mohammed muhammad mohammad mohamed mo|monica mon|morgan mog|mostyn mos",
    "myfanwy myf|nancy nan|natalie nat|nathan nathaniel nat nate|natasha tasha|neil neal|nerys ner",
    "nicholas nicolas nick nicky nik nico|nicola nicky nikki nic|nigel nige|norman norm|oliver ollie olly",
    "olivia liv livvy|osian os|oswald ozzy os|owain owen|pamela pam",
    "patricia pat patsy tricia trish trisha patti|patrick pat paddy|paul pauly|paula polly|penelope penny",
    "peter pete|philip phillip phil pip|philippa pip pippa phil|phyllis phyl|priscilla cilla|prudence pru",
    "rachel rachael rach|randolph randy|raymond ray|rebecca becky becca bex beca|reginald reg reggie",
    "rhiannon rhi non|rhodri rhod|richard rich rick richie dick ricky ric dickie",
    "robert rob bob bobby robbie bert|roberta bobbie|robin rob|roderick rod roddy|rodney rod|roger rog",
    "roland rolly|ronald ron ronnie|rosalind ros roz|rosemary rose rosie|rosamund ros roz|rupert rup",
    "russell russ|ruth ruthie|sally sal|samuel sam sammy|samantha sam sammy|sarah sara|sean shaun shawn",
    "sebastian seb|sharon shaz shari|sidney sydney sid syd|simon si|sophie sophia soph|stanley stan",
    "stephanie steph stefanie|stephen steven steve stevie ste|stuart stewart stu stew|susan sue susie suzy",
    "suzanne sue suzy susie|susannah susanna sue susie|sylvia syl|tabitha tabby|terence terrence terry tel",
    "teresa theresa terry tess tessa|thelma thel|theodore theo ted teddy|thomas tom tommy|tomos tom",
    "timothy tim timmy|trevor trev|ursula ursie|valerie val|vanessa nessa|vernon vern|veronica ronnie",
    "victor vic|victoria vicky vicki vikki tori vic|vincent vince vinny|violet vi|vivian viv|vivienne viv",
    "walter walt wally|warren waz|wendy wend|wilfred wilf|william bill will billy willie willy liam",
    "winifred win winnie|yvonne von|zachary zac zach zak",
    NULL,
};

/* The forty commonest in England and Wales, or nearly so. */
static const char SURNAMES[] =
    " smith jones taylor williams brown davies davis evans wilson thomas roberts johnson lewis walker robinson wood "
    "thompson white watson jackson wright green harris cooper king lee martin clarke clark james morgan hughes edwards "
    "hill moore harrison scott young morris hall ward turner khan patel ahmed hussain ali price griffiths rees owen "
    "jenkins lloyd phillips powell ";

const char *const *moot_given_table(void)
{
	return GIVEN;
}

bool moot_surname_is_common(const char *surname)
{
	size_t length = strlen(surname);
	for (const char *found = SURNAMES; length > 0 && (found = strstr(found, surname)); found += length)
		if (found[-1] == ' ' && found[length] == ' ')
			return true;
	return false;
}
