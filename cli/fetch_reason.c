/* SPDX-License-Identifier: MIT */
#include "cli/fetch_reason.h"

#include "catalog/base/message.h"

#include <stdbool.h>
#include <stdlib.h>
#include <strings.h>

/* As libcurl will read it: what stands before an @ is no host. */
const char *fetch_refusal(const char *url)
{
	static const char *const own[] = { "127.0.0.1", "localhost", "[::1]" };
	CURLU *parts = curl_url();
	char *scheme = NULL, *host = NULL;
	bool is_address = parts && curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK,
	     is_good = false;

	if (is_address && curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
		curl_url_get(parts, CURLUPART_HOST, &host, 0) == CURLUE_OK) {
		is_good = strcasecmp(scheme, "https") == 0;
		for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
			is_good = is_good ||
				(strcasecmp(scheme, "http") == 0 && strcasecmp(host, own[i]) == 0);
	}
	curl_free(scheme);
	curl_free(host);
	curl_url_cleanup(parts);
	if (!is_address)
		return N_("This is no address");
	return is_good ? NULL : N_("Only https is fetched (http only from this machine)");
}

/* What https goes through, as libcurl reads it. */
static bool has_proxy(void)
{
	static const char *const names[] = { "https_proxy", "HTTPS_PROXY", "all_proxy",
		"ALL_PROXY" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *value = getenv(names[i]);
		if (value && value[0])
			return true;
	}
	return false;
}

const char *fetch_reason(CURLcode code)
{
	switch (code) {
	case CURLE_COULDNT_RESOLVE_PROXY: return N_("there is no such proxy");
	case CURLE_SSL_CACERT_BADFILE:
		return N_(
			"the file of trusted certificates cannot be read (CURL_CA_BUNDLE, SSL_CERT_FILE)");
	case CURLE_COULDNT_RESOLVE_HOST: return N_("there is no such host, or no network");
	case CURLE_COULDNT_CONNECT:
		return has_proxy()
			? N_("nothing answers there, or the proxy of https_proxy does not")
			: N_("nothing answers there");
	case CURLE_OPERATION_TIMEDOUT: return N_("it took too long, --timeout waits longer");
	case CURLE_UNSUPPORTED_PROTOCOL:
	case CURLE_WEIRD_SERVER_REPLY: return N_("what answers there is no web server");
	case CURLE_PARTIAL_FILE:
	case CURLE_SEND_ERROR:
	case CURLE_GOT_NOTHING:
	case CURLE_RECV_ERROR: return N_("the answer ends too early");
	case CURLE_PEER_FAILED_VERIFICATION:
		return N_("the certificate of the server cannot be trusted");
	case CURLE_SSL_CONNECT_ERROR: return N_("it does not speak https as it should");
	case CURLE_BAD_CONTENT_ENCODING: return N_("it is packed in an unknown way");
	default: return NULL;
	}
}
