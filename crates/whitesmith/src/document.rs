//! Values without a schema.

use std::collections::BTreeMap;

use crate::big_number::BigDecimal;

/// The value of a `document`: JSON-like data that only its reader gives a meaning
/// ([Document](https://smithy.io/2.0/spec/simple-types.html#document)).
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Document {
    /// `null`
    #[default]
    Null,
    /// A boolean.
    Boolean(bool),
    /// An integer that fits in 64 bits.
    Integer(i64),
    /// A number with a fraction or an exponent.
    Double(f64),
    /// A number that neither an `i64` nor an `f64` holds exactly, as it was written.
    Number(BigDecimal),
    /// A string.
    String(String),
    /// A list.
    List(Vec<Document>),
    /// A map.
    Map(BTreeMap<String, Document>),
}

macro_rules! from {
    ($($type:ty: $variant:ident;)*) => {$(
        impl From<$type> for Document {
            fn from(value: $type) -> Self {
                Self::$variant(value.into())
            }
        }
    )*};
}
from! {
    bool: Boolean;
    i32: Integer;
    i64: Integer;
    f64: Double;
    &str: String;
    String: String;
    Vec<Document>: List;
    BTreeMap<String, Document>: Map;
}
