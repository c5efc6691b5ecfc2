//! The types of expressions.

use std::fmt;
use std::rc::Rc;

/// The type of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// Anything.
    Any,
    /// `true` or `false`
    Boolean,
    /// A whole number.
    Integer,
    /// Text.
    String,
    /// Something of that type, or nothing.
    Optional(Rc<Type>),
    /// A list of that type.
    Array(Rc<Type>),
    /// A list with these types.
    Tuple(Rc<[Type]>),
    /// Named values.
    Record(Rc<[(Box<str>, Type)]>),
}

impl Type {
    /// Something of that type, or nothing; an optional type stays as it is.
    #[must_use]
    pub fn optional(self) -> Self {
        if matches!(self, Self::Optional(_)) { self } else { Self::Optional(Rc::new(self)) }
    }

    /// The type without the possibility of nothing.
    #[must_use]
    pub fn unwrapped(self) -> Self {
        match self {
            Self::Optional(inner) => (*inner).clone(),
            other => other,
        }
    }

    /// Named values of these types.
    pub(super) fn record(fields: &[(&str, Self)]) -> Self {
        Self::Record(fields.iter().map(|(name, kind)| (Box::from(*name), kind.clone())).collect())
    }

    /// Whether a value of this type can stand where one of the other is expected.
    pub fn is_a(&self, expected: &Self) -> bool {
        match (self, expected) {
            (_, Self::Any) => true,
            (Self::Optional(inner), Self::Optional(expected)) => inner.is_a(expected),
            (Self::Array(inner), Self::Array(expected)) => inner.is_a(expected),
            (Self::Tuple(items), Self::Array(expected)) => items.iter().all(|item| item.is_a(expected)),
            _ => self == expected,
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("AnyType"),
            Self::Boolean => f.write_str("BooleanType"),
            Self::Integer => f.write_str("IntegerType"),
            Self::String => f.write_str("StringType"),
            Self::Optional(inner) => write!(f, "OptionalType[{inner}]"),
            Self::Array(inner) => write!(f, "ArrayType[{inner}]"),
            Self::Tuple(items) => {
                f.write_str("TupleType[")?;
                for (i, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if i == 0 { "" } else { ", " })?;
                }
                f.write_str("]")
            }
            Self::Record(fields) => {
                f.write_str("{")?;
                for (i, (name, kind)) in fields.iter().enumerate() {
                    write!(f, "{}{name}={kind}", if i == 0 { "" } else { ", " })?;
                }
                f.write_str("}")
            }
        }
    }
}
