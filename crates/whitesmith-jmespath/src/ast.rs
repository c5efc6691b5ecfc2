//! The syntax tree.

use crate::value::Value;

/// A line and a column in the text of an expression, both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// An expression, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// What it is.
    pub kind: ExpressionKind,
    /// The place that messages about it name.
    pub position: Position,
}

/// What an [`Expression`] is.
#[derive(Clone, Debug, PartialEq)]
pub enum ExpressionKind {
    /// `@`
    Current,
    /// `name`
    Field(Box<str>),
    /// `[index]`; negative ones count from the end.
    Index(i64),
    /// `[start:end:step]`
    Slice {
        /// First element.
        start: Option<i64>,
        /// Element to stop before.
        end: Option<i64>,
        /// Distance of elements; negative to go backwards.
        step: i64,
    },
    /// A literal: JSON in backticks, or a raw string in single quotes.
    Literal(Value),
    /// `name(argument, …)`
    Function {
        /// The function.
        name: Box<str>,
        /// What it is called with.
        arguments: Vec<Expression>,
    },
    /// `&expression`: not evaluated, but handed to a function.
    Reference(Box<Expression>),
    /// `[a, b]`
    MultiSelectList(Vec<Expression>),
    /// `{name: a, other: b}`
    MultiSelectHash(Vec<(Box<str>, Expression)>),
    /// `!a`
    Not(Box<Expression>),
    /// `a && b`
    And(Box<Expression>, Box<Expression>),
    /// `a || b`
    Or(Box<Expression>, Box<Expression>),
    /// `a == b` and the like
    Compare(Comparator, Box<Expression>, Box<Expression>),
    /// `a.b`: the second on the result of the first.
    Sub(Box<Expression>, Box<Expression>),
    /// `a | b`: as [`ExpressionKind::Sub`], but it ends projections.
    Pipe(Box<Expression>, Box<Expression>),
    /// `a[]`, without what follows.
    Flatten(Box<Expression>),
    /// `a[*]`, `a[]` and slices: the second on every element of the first.
    Project(Box<Expression>, Box<Expression>),
    /// `a.*`: the second on every value of the first.
    ProjectObject(Box<Expression>, Box<Expression>),
    /// `a[?condition]`: the last on every element of the first for which the condition holds.
    Filter(Box<Expression>, Box<Expression>, Box<Expression>),
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Comparator {
    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }

    /// Whether it holds between two values that compare like this.
    pub fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::NotEqual => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::LessOrEqual => order.is_le(),
            Self::Greater => order.is_gt(),
            Self::GreaterOrEqual => order.is_ge(),
        }
    }
}
