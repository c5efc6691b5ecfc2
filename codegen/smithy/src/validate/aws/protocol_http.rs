//! HTTP versions for event streams are among the HTTP versions.

use crate::ids;
use crate::validate::http_versions::check;
use crate::validate::rule::Rule;

pub(super) static RULE: Rule = Rule::new("ProtocolHttp", |context, sink| {
    for protocol in [ids::AWS_JSON_1_0, ids::AWS_JSON_1_1, ids::REST_JSON_1, ids::REST_XML] {
        check(protocol, context, sink);
    }
});
