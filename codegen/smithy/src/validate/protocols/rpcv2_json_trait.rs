//! HTTP versions of rpcv2Json for event streams are among its HTTP versions.

use crate::ids;
use crate::validate::http_versions::check;
use crate::validate::rule::Rule;

pub(super) static RULE: Rule = Rule::new("Rpcv2JsonTrait", |context, sink| check(ids::RPC_V2_JSON, context, sink));
