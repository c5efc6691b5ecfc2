//! HTTP versions of rpcv2Cbor for event streams are among its HTTP versions.

use crate::ids;
use crate::validate::http_versions::check;
use crate::validate::rule::Rule;

pub(super) static RULE: Rule = Rule::new("Rpcv2CborTrait", |context, sink| check(ids::RPC_V2_CBOR, context, sink));
