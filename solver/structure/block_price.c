/* Columns for the relaxation of one block (block_search.h). */
#include <solver/structure/block_search.h>

#include <math.h>

enum {
	EACH = 8,          /* columns a first atom and round */
	EACH_OF_ALL = 64,  /* the same of a look everywhere that items make dear: rather more columns than more looks */
	QUICK_LOOK = 3000, /* nodes a first atom, before looking everywhere */
	MOST_LISTED = 20000, /* sets that are priced from a list */
	NARROWEST = 16       /* the list is halved in width so often before it is made anew */
};

/*
 * Makes the list one of all sets below the query's threshold: those that it lacks are found from the atoms whose prices
 * have risen. The list is not whole where they are too many, and `found` has some of them then.
 */
static enum moot_status list_below(struct moot_block_search *s, struct moot_price_query *query)
{
	const struct moot_prices *prices = &s->master.prices;
	const double needed = moot_pool_rises(&s->pool, s->block, prices, query->threshold, s->rises);
	enum moot_status status = MOOT_OK;
	if (needed > 0) {
		struct moot_price_query risen = *query;
		risen.rises = s->rises;
		risen.rises_needed = needed;
		status = moot_pricer_run(s->pricer, prices, &risen, &s->found);
		if (status != MOOT_OK || s->found.whole)
			return status == MOOT_OK
				   ? moot_pool_add(&s->pool, s->block, prices, query->threshold, &s->found)
				   : status;
	}
	s->pool.whole = false;
	status = moot_pricer_run(s->pricer, prices, query, &s->found);
	if (status == MOOT_OK && s->found.whole)
		status = moot_pool_keep(&s->pool, s->block, prices, query->threshold, &s->found);
	return status;
}

/*
 * Without items and limits all sets somewhat above zero are listed, and priced from the list while it holds all that
 * matter (pool.h). *listed is false where they are too many.
 */
static enum moot_status price_list(struct moot_block_search *s, bool *listed)
{
	const struct moot_prices *prices = &s->master.prices;
	const double value = moot_lp_objective(s->master.lp);
	enum moot_status status = moot_pool_find(&s->pool, prices, MOOT_BLOCK_ENTER, &s->found);
	const int most = s->program->max_merge;
	*listed = true;
	if (status != MOOT_OK || s->found.count > 0) {
		s->found.least = -INFINITY; /* others may have less */
		return status;
	}
	s->found.least =
	    fmin(s->found.least, moot_pool_holds(&s->pool, s->block, prices, most, 0) ? 0 : MOOT_BLOCK_ENTER);
	s->found.whole = moot_pool_holds(&s->pool, s->block, prices, most, MOOT_BLOCK_ENTER);
	if (s->found.whole)
		return MOOT_OK;
	while (s->share > 0) {
		struct moot_price_query query = {
		    .threshold = s->share * fabs(value), .most = MOST_LISTED, .all_or_none = true};
		if (isfinite(s->upper) && s->upper - value < query.threshold)
			query.threshold = fmax(s->upper - value, query.threshold / 2);
		/* The narrower the list becomes, the fewer atoms' prices matter for what it lacks. */
		if (s->pool.whole && s->pool.width > query.threshold / NARROWEST)
			query.threshold = fmin(query.threshold, s->pool.width / 2);
		status = list_below(s, &query);
		if (status == MOOT_OK && s->pool.whole)
			status = moot_pool_find(&s->pool, prices, MOOT_BLOCK_ENTER, &s->found);
		if (status == MOOT_OK && s->pool.whole)
			s->found.whole = true;
		if (status != MOOT_OK || s->pool.whole || moot_program_over(s->program))
			return status;
		s->share = s->share > 1e-4 ? s->share / 8 : 0;
	}
	*listed = false;
	return MOOT_OK;
}

/* A quick look first: while it finds columns, there is no need to look everywhere. */
enum moot_status moot_block_price(struct moot_block_search *s)
{
	const struct moot_prices *prices = &s->master.prices;
	const bool plain = !s->master.feasibility && s->block->item_count == 0 && s->master.limited_count == 0;
	struct moot_price_query query = {.threshold = MOOT_BLOCK_ENTER, .each = EACH, .nodes = QUICK_LOOK};
	enum moot_status status = MOOT_OK;
	bool listed = false;
	if (!plain)
		status = moot_pricer_run(s->pricer, prices, &query, &s->found);
	else if (!s->pool.whole)
		status = moot_pricer_look(s->pricer, prices, MOOT_BLOCK_ENTER, EACH, &s->found);
	else
		s->found.whole = false;
	if (plain && s->pool.whole)
		s->found.count = 0;
	if (status != MOOT_OK || s->found.whole || s->found.count > 0)
		return status;
	if (plain && s->share > 0)
		status = price_list(s, &listed);
	if (status != MOOT_OK || listed)
		return status;
	query.nodes = 0;
	if (s->block->item_count > 0)
		query.each = EACH_OF_ALL;
	return moot_pricer_run(s->pricer, prices, &query, &s->found);
}

enum moot_status moot_block_list(struct moot_block_search *s, struct moot_price_query *query)
{
	const struct moot_prices *prices = &s->master.prices;
	enum moot_status status = MOOT_OK;
	if (!s->pool.whole)
		return moot_pricer_run(s->pricer, prices, query, &s->found);
	if (!moot_pool_holds(&s->pool, s->block, prices, s->program->max_merge, query->threshold))
		status = list_below(s, query);
	if (status != MOOT_OK || !s->pool.whole)
		return status;
	status = moot_pool_find(&s->pool, prices, query->threshold, &s->found);
	s->found.whole = true;
	return status;
}
