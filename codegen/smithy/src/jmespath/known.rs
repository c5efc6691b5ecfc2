//! What is known of a value before there is one.

use std::rc::Rc;

use whitesmith_jmespath::Value;

use super::Type;

/// What is known of a value.
#[derive(Clone)]
pub enum Known<'m> {
    /// Nothing.
    Any,
    /// It is `null`.
    Null,
    /// A boolean.
    Boolean(bool),
    /// A number.
    Number(f64),
    /// A string.
    String(Rc<str>),
    /// An array with these elements.
    Array(Rc<[Known<'m>]>),
    /// An array with that many elements of which the same is known.
    Uniform(Rc<Known<'m>>, usize),
    /// An object with these members, in order.
    Object(Rc<[(Rc<str>, Known<'m>)]>),
    /// An expression reference.
    Expression,
    /// Something that is found out when it is needed; what it gives is never lazy itself.
    Lazy(Rc<dyn Fn() -> Known<'m> + 'm>),
}

impl Known<'_> {
    /// What a value that is already there tells.
    pub fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Boolean(value) => Self::Boolean(*value),
            Value::Number(number) => Self::Number(number.as_f64()),
            Value::String(text) => Self::String(Rc::from(&**text)),
            Value::Array(elements) => Self::Array(elements.iter().map(Self::of).collect()),
            Value::Object(object) => {
                Self::Object(object.iter().map(|(key, value)| (Rc::from(key), Self::of(value))).collect())
            }
        }
    }

    /// An object with these members.
    pub fn object(members: impl IntoIterator<Item = (Rc<str>, Self)>) -> Self {
        Self::Object(members.into_iter().collect())
    }

    /// The same, found out if it is lazy.
    #[must_use]
    pub fn forced(self) -> Self {
        match self {
            Self::Lazy(find) => find(),
            known => known,
        }
    }

    /// Its type; a lazy one counts as any.
    pub fn kind(&self) -> Type {
        match self {
            Self::Any | Self::Lazy(_) => Type::Any,
            Self::Null => Type::Null,
            Self::Boolean(_) => Type::Boolean,
            Self::Number(_) => Type::Number,
            Self::String(_) => Type::String,
            Self::Array(_) | Self::Uniform(..) => Type::Array,
            Self::Object(_) => Type::Object,
            Self::Expression => Type::Expression,
        }
    }

    /// The elements, if it is an array: each once if they are all the same.
    pub fn elements(&self) -> Option<&[Self]> {
        match self {
            Self::Array(elements) => Some(elements),
            Self::Uniform(_, 0) => Some(&[]),
            Self::Uniform(element, _) => Some(std::slice::from_ref(element)),
            _ => None,
        }
    }

    pub(super) fn is_truthy(&self) -> bool {
        match self {
            Self::Any | Self::Lazy(_) | Self::Number(_) | Self::Expression => true,
            Self::Null => false,
            Self::Boolean(value) => *value,
            Self::String(text) => !text.is_empty(),
            Self::Array(elements) => !elements.is_empty(),
            Self::Uniform(_, length) => *length > 0,
            Self::Object(members) => !members.is_empty(),
        }
    }

    pub(super) fn of_type(kind: Type) -> Self {
        match kind {
            Type::Any => Self::Any,
            Type::Null => Self::Null,
            Type::Boolean => Self::Boolean(false),
            Type::Number => Self::Number(0.0),
            Type::String => Self::String(Rc::from("")),
            Type::Array => Self::Array(Rc::new([])),
            Type::Object => Self::Object(Rc::new([])),
            Type::Expression => Self::Expression,
        }
    }

    /// An array of the results for elements, as long as the array they came from.
    pub(super) fn array_like(&self, mut results: Vec<Self>) -> Self {
        match self {
            Self::Uniform(_, length) if results.len() == 1 => match results.pop() {
                Some(result) => Self::Uniform(Rc::new(result), *length),
                None => Self::Array(Rc::new([])),
            },
            _ => Self::Array(results.into()),
        }
    }
}
