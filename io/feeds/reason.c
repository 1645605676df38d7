/* Why a fetch failed; see reason.h. */
#include "io/feeds/reason.h"

#include <curl/curl.h>
#include <moot/io.h>
#include <stdio.h>
#include <string.h>

struct reason {
	int code;
	bool may_pass;
	const char *why;
};

/* By CURLcode. */
static const struct reason CODES[] = {
    {CURLE_COULDNT_RESOLVE_HOST, true, "the name of its host is not known; check the address and the network"},
    {CURLE_COULDNT_RESOLVE_PROXY, true, "the name of the proxy is not known; check https_proxy"},
    {CURLE_COULDNT_CONNECT, true, "its host takes no connection; check the address and the network"},
    {CURLE_SEND_ERROR, true, "the connection broke off; try again"},
    {CURLE_RECV_ERROR, true, "the connection broke off; try again"},
    {CURLE_GOT_NOTHING, true, "the server closed the connection without an answer; try again"},
    {CURLE_PARTIAL_FILE, true, "the connection broke off before the end; try again"},
    {CURLE_HTTP2, true, "the connection broke off; try again"},
    {CURLE_HTTP2_STREAM, true, "the connection broke off; try again"},
    {CURLE_OPERATION_TIMEDOUT, false, "its server is too slow to answer; try again later"},
    {CURLE_TOO_MANY_REDIRECTS, false, "it redirects more than 5 times; copy the address again"},
    {CURLE_UNSUPPORTED_PROTOCOL, false, "it redirects to an address that is not https, which is not followed"},
    {CURLE_LOGIN_DENIED, false, "it redirects to an address with a user name, which is not followed"},
    {CURLE_URL_MALFORMAT, false, "the address, or one that it redirects to, has a form that is not understood"},
    {CURLE_BAD_CONTENT_ENCODING, true, "what it answers is packed wrongly; try again"},
    {CURLE_PEER_FAILED_VERIFICATION, false,
     "the certificate of its server is not valid for it, so that nobody knows who answers; if it is your "
     "organisation's own, name its authority's file in CURL_CA_BUNDLE"},
    {CURLE_SSL_CACERT_BADFILE, false,
     "the list of certificate authorities can't be read; check CURL_CA_BUNDLE and SSL_CERT_FILE"},
    {CURLE_SSL_CONNECT_ERROR, false, "no secure connection to its server can be made (TLS 1.2 or later)"},
};

/* By status of HTTP. */
static const struct reason STATUSES[] = {
    {401, false, "its server asks for a password; ask for a private address or export the calendar to a file"},
    {403, false, "its server refuses it; the link may have been withdrawn: copy it again from the calendar program"},
    {404, false, "there is nothing at the address; copy it again from the calendar program"},
    {408, true, "its server had no time; try again later"},
    {410, false, "the calendar is gone for good; remove the row or copy a new address"},
    {429, true, "its server has been asked too often; try again later"},
    {500, true, "its server has a fault; try again later"},
    {502, true, "its server has a fault; try again later"},
    {503, true, "its server has a fault; try again later"},
    {504, true, "its server has a fault; try again later"},
};

static bool write_status(long status, char *why, size_t size)
{
	for (size_t i = 0; i < sizeof STATUSES / sizeof *STATUSES; i++)
		if (STATUSES[i].code == status) {
			snprintf(why, size, "%s (status %ld)", STATUSES[i].why, status);
			return STATUSES[i].may_pass;
		}
	snprintf(why, size, "its server gives no calendar (status %ld); copy the address again", status);
	return false;
}

static bool write_code(int code, char *why, size_t size)
{
	for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++)
		if (CODES[i].code == code) {
			snprintf(why, size, "%s", CODES[i].why);
			return CODES[i].may_pass;
		}
	snprintf(why, size, "it can't be fetched (libcurl's error %d)", code);
	return false;
}

bool moot_fetch_reason(const struct moot_answer_facts *facts, char *why, size_t size)
{
	if (facts->fault) {
		snprintf(why, size, "no copy of it can be written: %s", strerror(facts->fault));
		return false;
	}
	if (facts->too_long || facts->code == CURLE_FILESIZE_EXCEEDED) {
		snprintf(why, size, "it is longer than %zu MB, the most that is read; publish fewer years",
			 MOOT_CALENDAR_MOST_BYTES / 1024 / 1024);
		return false;
	}
	if (facts->code == CURLE_HTTP_RETURNED_ERROR || (facts->code == CURLE_OK && facts->status != 200))
		return write_status(facts->status, why, size);
	if (facts->code != CURLE_OK)
		return write_code(facts->code, why, size);
	if (!facts->has_begin) {
		snprintf(why, size,
			 "what it answers is not a calendar but perhaps a page to log in; copy the address again");
		return false;
	}
	snprintf(why, size, "it ends in the middle; try again");
	return true;
}
