//! The runtime core of Whitesmith: what every generated crate, and every protocol, builds on.
//!
//! A generated type is a plain struct or enum beside a [`Schema`](schema::Schema), and hands out its members
//! through the traits of [`shape`]. All else (wire formats, HTTP bindings, validation, `Debug`) is written once,
//! as functions over those two. This crate knows no protocol and does no IO.

pub mod auth;
pub mod big_number;
pub mod blob;
pub mod common_error;
pub mod debug;
pub mod document;
pub mod equality;
pub mod error;
pub mod event_stream;
pub mod identity;
mod macros;
pub mod operation;
pub mod path;
pub mod read;
pub mod request;
pub mod retry;
pub mod schema;
#[cfg(feature = "serde")]
pub mod serde;
pub mod shape;
pub mod stream;
mod strictness;
pub mod surroundings;
pub mod timestamp;
pub mod unit;
mod with;

pub use auth::AuthScheme;
pub use big_number::{BigDecimal, BigInteger};
pub use blob::Blob;
pub use common_error::CommonError;
pub use document::Document;
pub use error::{Error, ErrorKind, ErrorMetadata, OperationError};
pub use event_stream::{EventError, EventStream};
pub use identity::Identity;
pub use operation::{Operation, OperationSchema, ServiceSchema};
pub use request::Request;
pub use retry::RetryKind;
pub use stream::ByteStream;
pub use strictness::Strictness;
pub use surroundings::{Peer, RequestId};
pub use timestamp::Timestamp;
pub use unit::{Unit, UnknownMember};
pub use with::With;

// Generated code names these through this crate, so that it needs no dependency of its own.
pub use bytes::Bytes;
pub use http;

// What the macros name where the feature `serde` is on.
#[doc(hidden)]
#[cfg(feature = "serde")]
pub use ::serde as __serde;
