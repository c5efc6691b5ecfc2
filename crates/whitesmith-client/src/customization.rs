//! What some services ask of their clients beside their models
//! ([AWS service customizations](https://smithy.io/2.0/aws/customizations/index.html)).
//!
//! Which service asks for what is decided where code is generated; here are only the traits it becomes.

use http::{HeaderName, HeaderValue, Request};
use sha2::{Digest as _, Sha256};
use whitesmith::OperationSchema;
use whitesmith::operation::OperationTrait;
use whitesmith::schema::Trait;
use whitesmith::shape::{Mut, Ref, Structure};
use whitesmith_http::Body;

const CONTENT_SHA256: HeaderName = HeaderName::from_static("x-amz-content-sha256");

/// The size of a tree hash's leaves, in bytes.
const LEAF: usize = 1 << 20;

/// Fills labels in that the caller left empty.
pub(crate) fn fill(input: &mut dyn Structure) {
    let schema = input.schema();
    for (index, member) in schema.members().iter().enumerate() {
        let default =
            member.traits().iter().find_map(|t| if let Trait::ClientDefault(it) = t { Some(*it) } else { None });
        let is_set = |value| !matches!(value, Ref::String(""));
        if let Some(default) = default
            && !input.member(index).is_some_and(is_set)
            && let Some(Mut::String(text)) = input.member_mut(index)
        {
            default.clone_into(text);
        }
    }
}

/// Adds headers that the operation is to have, unless the caller gave them. A body that is not in memory has no hash.
pub(crate) fn add(operation: &OperationSchema, request: &mut Request<Body>) {
    for asked in operation.traits() {
        match *asked {
            OperationTrait::ConstantHeader(name, value) => insert(request, name, value),
            OperationTrait::TreeHash(name) => {
                let Some(bytes) = request.body().as_bytes().cloned() else { continue };
                insert(request, CONTENT_SHA256.as_str(), &hex(&Sha256::digest(&bytes)));
                insert(request, name, &hex(&tree_hash(&bytes)));
            }
            _ => {}
        }
    }
}

fn insert(request: &mut Request<Body>, name: &str, value: &str) {
    if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
        request.headers_mut().entry(name).or_insert(value);
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The hash of the hashes of the halves, and so on down to leaves of a mebibyte.
fn tree_hash(bytes: &[u8]) -> [u8; 32] {
    let mut level: Vec<[u8; 32]> = bytes.chunks(LEAF).map(|leaf| Sha256::digest(leaf).into()).collect();
    while level.len() > 1 {
        let parent = |pair: &[[u8; 32]]| match pair {
            [left, right] => Sha256::new().chain_update(left).chain_update(right).finalize().into(),
            // One without a neighbour goes up as it is.
            rest => rest.first().copied().unwrap_or_default(),
        };
        level = level.chunks(2).map(parent).collect();
    }
    level.first().copied().unwrap_or_else(|| Sha256::digest(b"").into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use whitesmith::schema::prelude::UNIT;

    /// The hash of two byte strings, one behind the other.
    fn both(left: &[u8], right: &[u8]) -> [u8; 32] {
        Sha256::digest([left, right].concat()).into()
    }

    #[test]
    fn tree_hashes() {
        let hash = |bytes: &[u8]| -> [u8; 32] { Sha256::digest(bytes).into() };
        let data: Vec<u8> = (0..251).cycle().take(3 * LEAF + 1).collect();
        let leaves: Vec<[u8; 32]> = data.chunks(LEAF).map(hash).collect();
        let left = both(&leaves[0], &leaves[1]);
        for (length, expected) in [
            (0, hash(b"")),
            (1, hash(&data[..1])),
            (LEAF, leaves[0]),
            (2 * LEAF, left),
            (3 * LEAF, both(&left, &leaves[2])),
            (3 * LEAF + 1, both(&left, &both(&leaves[2], &leaves[3]))),
        ] {
            assert_eq!(tree_hash(&data[..length]), expected, "{length} bytes");
        }
    }

    #[test]
    fn headers_that_the_caller_gave_stay() {
        static ASKED: OperationSchema = OperationSchema::new("a#A", &UNIT, &UNIT)
            .with(&[OperationTrait::ConstantHeader("x-version", "1"), OperationTrait::TreeHash("x-tree")]);
        let mut request = Request::new(Body::from(b"hello world".to_vec()));
        request.headers_mut().insert("x-tree", HeaderValue::from_static("given"));
        add(&ASKED, &mut request);
        let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
        assert_eq!(header("x-version"), Some("1"));
        assert_eq!(header("x-tree"), Some("given"));
        let digest = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";
        assert_eq!(header("x-amz-content-sha256"), Some(digest));
    }
}
