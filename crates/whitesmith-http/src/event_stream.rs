//! Event streams: `application/vnd.amazon.eventstream`, both directions
//! ([Amazon event stream specification](https://smithy.io/2.0/aws/amazon-eventstream.html)).
//!
//! [`frame`] knows bytes, [`event`] knows which member of an event travels where in a frame, [`stream`] turns a
//! typed stream into a body and back. What the payload of an event looks like is the protocol's matter: it gives
//! the same [`Codec`](crate::binding::Codec) as for bodies.

pub mod event;
pub mod frame;
pub mod stream;
