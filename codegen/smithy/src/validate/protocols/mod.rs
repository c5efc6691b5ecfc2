//! Rules on the traits of Smithy's own protocols: `smithy.protocols`.

use super::rule::Rule;

mod rpcv2_cbor_trait;
mod rpcv2_json_trait;

pub(super) static RULES: &[&Rule] = &[&rpcv2_cbor_trait::RULE, &rpcv2_json_trait::RULE];
