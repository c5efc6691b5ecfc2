//! The glue between a generated type and its schema.
//!
//! Generated code writes every type out, so that it reads, documents and navigates like hand-written code, and
//! hands its members to one of these macros. What they expand to is a schema and a table of members: no logic.

/// A structure: its schema, and its members by index.
///
/// ```
/// use whitesmith::schema::prelude;
///
/// /// An account that was not processed.
/// #[derive(Clone)]
/// #[non_exhaustive]
/// pub struct Unprocessed {
///     /// The account.
///     pub account_id: String,
///     /// Why.
///     pub reason: Option<String>,
/// }
///
/// whitesmith::structure! {
///     Unprocessed: UNPROCESSED = "com.example#Unprocessed" {
///         0 account_id: "AccountId" => prelude::STRING [Required],
///         1 reason: "Reason" => prelude::STRING,
///     }
/// }
/// ```
///
/// Behind a member may stand its blank value (`= 10`), where it has a modelled default; behind the whole, the
/// traits of the structure (`[Sensitive]`), what the service sets where a caller leaves it out
/// (`defaults { reason: "none".into() }`), and `default` where its blank value is that of `Default`. Traits are named as
/// in [`crate::schema::Trait`].
#[macro_export]
macro_rules! structure {
    ($type:ident: $schema:ident = $id:literal {
        $($index:literal $field:ident: $name:literal => $target:path $([$($trait:expr),+ $(,)?])?),* $(,)?
    } $([$($shape_trait:expr),+ $(,)?])? $(defaults { $($set:ident: $default:expr),+ $(,)? })? default) => {
        $crate::structure_schema! {
            $type: $schema = $id {
                $($index $field: $name => $target $([$($trait),+])?),*
            } $([$($shape_trait),+])? $(defaults { $($set: $default),+ })?
            start ::std::default::Default::default()
        }
    };
    ($type:ident: $schema:ident = $id:literal {
        $($index:literal $field:ident: $name:literal => $target:path $([$($trait:expr),+ $(,)?])? $(= $blank:expr)?),* $(,)?
    } $([$($shape_trait:expr),+ $(,)?])? $(defaults { $($set:ident: $default:expr),+ $(,)? })?) => {
        $crate::structure_schema! {
            $type: $schema = $id {
                $($index $field: $name => $target $([$($trait),+])?),*
            } $([$($shape_trait),+])? $(defaults { $($set: $default),+ })?
            start Self { $($field: $crate::blank!($($blank)?)),* }
        }
    };
}

/// A structure with `@error`: as [`structure!`], with the metadata of its response, and its message.
#[macro_export]
macro_rules! error_structure {
    ($type:ident: $schema:ident = $id:literal {
        $($index:literal $field:ident: $name:literal => $target:path $([$($trait:expr),+ $(,)?])? $(= $blank:expr)?),* $(,)?
    } [$($shape_trait:expr),+ $(,)?] $(message $message:ident)?) => {
        $crate::structure_schema! {
            $type: $schema = $id {
                $($index $field: $name => $target $([$($trait),+])?),*
            } [$($shape_trait),+]
            start Self { $($field: $crate::blank!($($blank)?),)* metadata: ::std::default::Default::default() }
        }
        impl $crate::error::ErrorShape for $type {
            fn metadata(&self) -> &$crate::error::ErrorMetadata {
                &self.metadata
            }
            fn metadata_mut(&mut self) -> &mut $crate::error::ErrorMetadata {
                &mut self.metadata
            }
            fn message(&self) -> ::std::option::Option<&str> {
                $crate::error_message!(self $($message)?)
            }
        }
    };
}

/// Schemas of shapes that are no types of their own: simple shapes, lists and maps, one a row.
///
/// ```
/// # mod schema {
/// whitesmith::schemas! {
///     ACCOUNT_ID = String "com.example#AccountId" [Pattern(r"\S")];
///     ACCOUNT_ID_LIST = List "com.example#AccountIdList" { "member": crate::schema::ACCOUNT_ID } [UniqueItems];
/// }
/// # }
/// # fn main() {}
/// ```
#[macro_export]
macro_rules! schemas {
    ($($name:ident = $kind:ident $id:literal
        $({ $($member:literal: $target:path $([$($trait:expr),+ $(,)?])?),* $(,)? })?
        $([$($shape_trait:expr),+ $(,)?])?;)*) => {$(
        #[doc = concat!("`", $id, "`")]
        pub(crate) static $name: $crate::schema::Schema =
            $crate::schema::Schema::new($id, $crate::schema::Kind::$kind, &[
                $($($crate::schema::Member::new($member, &$target)$(.with($crate::traits!($($trait),+)))?),*)?
            ])$(.with($crate::traits!($($shape_trait),+)))?;
    )*};
}

/// Traits under their own names.
#[doc(hidden)]
#[macro_export]
macro_rules! traits {
    ($($trait:expr),+) => {{
        use $crate::schema::traits::*;
        &[$($trait),+]
    }};
}

/// The value a reader starts from: the one given, or that of the type.
#[doc(hidden)]
#[macro_export]
macro_rules! blank {
    () => {
        $crate::shape::Blank::blank()
    };
    ($blank:expr) => {
        $blank
    };
}

/// The text of an error's message member.
#[doc(hidden)]
#[macro_export]
macro_rules! error_message {
    ($self:ident) => {
        ::std::option::Option::None
    };
    ($self:ident $field:ident) => {
        match $crate::shape::Shape::view(&$self.$field) {
            $crate::shape::Ref::String(text) => ::std::option::Option::Some(text),
            _ => ::std::option::Option::None,
        }
    };
}

/// What [`structure!`] and [`error_structure!`] share.
#[doc(hidden)]
#[macro_export]
macro_rules! structure_schema {
    ($type:ident: $schema:ident = $id:literal {
        $($index:literal $field:ident: $name:literal => $target:path $([$($trait:expr),+])?),*
    } $([$($shape_trait:expr),+])? $(defaults { $($set:ident: $default:expr),+ })? start $start:expr) => {
        #[doc = concat!("The schema of [`", stringify!($type), "`]: `", $id, "`.")]
        pub static $schema: $crate::schema::Schema = $crate::schema::Schema::structure($id, &[
            $($crate::schema::Member::new($name, &$target)$(.with($crate::traits!($($trait),+)))?),*
        ])$(.with($crate::traits!($($shape_trait),+)))?;

        $crate::serde_impls!($type, $schema);
        impl $crate::shape::Structure for $type {
            fn start() -> Self {
                $start
            }
            fn schema(&self) -> &'static $crate::schema::Schema {
                &$schema
            }
            #[allow(unused_variables, reason = "a structure may have no members")]
            fn show<'a>(&'a self, visitor: &mut $crate::shape::Visitor<'_, 'a>) {
                $(visitor.member($index, &self.$field);)*
            }
            fn member_mut(&mut self, index: usize) -> ::std::option::Option<$crate::shape::Mut<'_>> {
                match index {
                    $($index => ::std::option::Option::Some($crate::shape::Shape::slot(&mut self.$field)),)*
                    _ => ::std::option::Option::None,
                }
            }
            $(fn set_defaults(&mut self) {
                $(self.$set = ::std::option::Option::Some($default);)+
            })?
        }
        impl ::std::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::debug::structure(self, f)
            }
        }
        impl ::std::cmp::PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                $crate::equality::structures(self, other)
            }
        }
    };
}

/// A union: its schema, and its members by index. The type has a last variant `Unknown(UnknownMember)`.
///
/// `Unit` members are variants of [`crate::Unit`].
#[macro_export]
macro_rules! union {
    ($type:ident: $schema:ident = $id:literal {
        $($index:literal $variant:ident: $name:literal => $target:path $([$($trait:expr),+ $(,)?])?),* $(,)?
    } $([$($shape_trait:expr),+ $(,)?])?) => {
        #[doc = concat!("The schema of [`", stringify!($type), "`]: `", $id, "`.")]
        pub static $schema: $crate::schema::Schema = $crate::schema::Schema::union($id, &[
            $($crate::schema::Member::new($name, &$target)$(.with($crate::traits!($($trait),+)))?),*
        ])$(.with($crate::traits!($($shape_trait),+)))?;

        $crate::serde_impls!($type, $schema);
        impl $crate::shape::Union for $type {
            fn schema(&self) -> &'static $crate::schema::Schema {
                &$schema
            }
            fn variant(&self) -> $crate::shape::Variant<'_> {
                match self {
                    $(Self::$variant(value) => $crate::shape::Variant::Known($index, $crate::shape::Shape::view(value)),)*
                    Self::Unknown(unknown) => $crate::shape::Variant::Unknown(&unknown.name, &unknown.value),
                }
            }
            fn select(&mut self, index: usize) -> ::std::option::Option<$crate::shape::Mut<'_>> {
                match index {
                    $($index => *self = Self::$variant($crate::shape::Blank::blank()),)*
                    _ => return ::std::option::Option::None,
                }
                match self {
                    $(Self::$variant(value) => ::std::option::Option::Some($crate::shape::Shape::slot(value)),)*
                    Self::Unknown(_) => ::std::option::Option::None,
                }
            }
            fn select_unknown(&mut self, name: &str, value: $crate::Document) {
                *self = Self::Unknown($crate::UnknownMember { name: name.into(), value });
            }
        }
        impl $crate::shape::Shape for $type {
            #[inline]
            fn view(&self) -> $crate::shape::Ref<'_> {
                $crate::shape::Ref::Union(self)
            }
            #[inline]
            fn slot(&mut self) -> $crate::shape::Mut<'_> {
                $crate::shape::Mut::Union(self)
            }
        }
        impl $crate::shape::Blank for $type {
            fn blank() -> Self {
                Self::Unknown(::std::default::Default::default())
            }
        }
        impl $crate::shape::Shape for ::std::boxed::Box<$type> {
            fn view(&self) -> $crate::shape::Ref<'_> {
                $crate::shape::Ref::Union(&**self)
            }
            fn slot(&mut self) -> $crate::shape::Mut<'_> {
                $crate::shape::Mut::Union(&mut **self)
            }
        }
        impl $crate::shape::Blank for ::std::boxed::Box<$type> {
            fn blank() -> Self {
                Self::new($crate::shape::Blank::blank())
            }
        }
        impl ::std::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::debug::union(self, f)
            }
        }
        impl ::std::cmp::PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                $crate::equality::unions(self, other)
            }
        }
    };
}

/// An enum of strings: its schema, and the text of each variant. The type has a last variant `Unknown(String)`.
#[macro_export]
macro_rules! string_enum {
    ($type:ident: $schema:ident = $id:literal { $($variant:ident = $text:literal),* $(,)? }
     $([$($shape_trait:expr),+ $(,)?])?) => {
        #[doc = concat!("The schema of [`", stringify!($type), "`]: `", $id, "`.")]
        pub static $schema: $crate::schema::Schema =
            $crate::schema::Schema::simple($id, $crate::schema::Kind::Enum)
                .with($crate::traits!(Enum(&[$($text),*]) $($(, $shape_trait)+)?));

        impl $type {
            /// Every value that the model knows.
            pub const VALUES: &'static [&'static str] = &[$($text),*];

            /// The value's text, as it is on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(text) => text,
                }
            }
        }
        impl ::std::convert::From<&str> for $type {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    text => Self::Unknown(text.into()),
                }
            }
        }
        $crate::string_enum_impls!($type, $schema);
    };
}

/// What no enum of strings differs in.
#[doc(hidden)]
#[macro_export]
macro_rules! string_enum_impls {
    ($type:ident, $schema:ident) => {
        $crate::serde_impls!($type, $schema);
        impl ::std::convert::From<::std::string::String> for $type {
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }
        impl ::std::fmt::Display for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }
        impl $crate::shape::StringEnum for $type {
            fn set(&mut self, text: &str) {
                *self = Self::from(text);
            }
        }
        impl $crate::shape::MapKey for $type {
            fn from_text(text: &str) -> Self {
                Self::from(text)
            }
            fn as_text(&self) -> &str {
                self.as_str()
            }
        }
        impl $crate::shape::Shape for $type {
            #[inline]
            fn view(&self) -> $crate::shape::Ref<'_> {
                $crate::shape::Ref::String(self.as_str())
            }
            #[inline]
            fn slot(&mut self) -> $crate::shape::Mut<'_> {
                $crate::shape::Mut::Enum(self)
            }
        }
        impl $crate::shape::Blank for $type {
            fn blank() -> Self {
                Self::Unknown(::std::string::String::new())
            }
        }
    };
}

/// An enum of integers: its schema, and the number of each variant. The type has a last variant `Unknown(i32)`.
#[macro_export]
macro_rules! int_enum {
    ($type:ident: $schema:ident = $id:literal { $($variant:ident = $number:literal),* $(,)? }
     $([$($shape_trait:expr),+ $(,)?])?) => {
        #[doc = concat!("The schema of [`", stringify!($type), "`]: `", $id, "`.")]
        pub static $schema: $crate::schema::Schema =
            $crate::schema::Schema::simple($id, $crate::schema::Kind::IntEnum)
                .with($crate::traits!(IntEnum(&[$($number),*]) $($(, $shape_trait)+)?));

        impl $type {
            /// The value's number, as it is on the wire.
            pub fn as_i32(&self) -> i32 {
                match self {
                    $(Self::$variant => $number,)*
                    Self::Unknown(number) => *number,
                }
            }
        }
        impl ::std::convert::From<i32> for $type {
            fn from(number: i32) -> Self {
                match number {
                    $($number => Self::$variant,)*
                    number => Self::Unknown(number),
                }
            }
        }
        $crate::serde_impls!($type, $schema);
        impl $crate::shape::IntEnum for $type {
            fn set(&mut self, number: i32) {
                *self = Self::from(number);
            }
        }
        impl $crate::shape::Shape for $type {
            #[inline]
            fn view(&self) -> $crate::shape::Ref<'_> {
                $crate::shape::Ref::Integer(self.as_i32())
            }
            #[inline]
            fn slot(&mut self) -> $crate::shape::Mut<'_> {
                $crate::shape::Mut::IntEnum(self)
            }
        }
        impl $crate::shape::Blank for $type {
            fn blank() -> Self {
                Self::Unknown(0)
            }
        }
    };
}

/// The error enum of an operation: its variants in the order of the operation schema's errors, each holding the
/// structure of the same position. The type has a last variant `Other(whitesmith::Error)`.
#[macro_export]
macro_rules! operation_error {
    ($type:ident { $($index:literal $variant:ident),* $(,)? }) => {
        impl $crate::error::OperationError for $type {
            fn blank(index: usize) -> ::std::option::Option<Self> {
                match index {
                    $($index => ::std::option::Option::Some(Self::$variant($crate::shape::Blank::blank())),)*
                    _ => ::std::option::Option::None,
                }
            }
            fn modeled(&self) -> ::std::option::Option<&dyn $crate::error::ErrorShape> {
                match self {
                    $(Self::$variant(error) => ::std::option::Option::Some(error),)*
                    Self::Other(_) => ::std::option::Option::None,
                }
            }
            fn modeled_mut(&mut self) -> ::std::option::Option<&mut dyn $crate::error::ErrorShape> {
                match self {
                    $(Self::$variant(error) => ::std::option::Option::Some(error),)*
                    Self::Other(_) => ::std::option::Option::None,
                }
            }
            fn other(&self) -> ::std::option::Option<&$crate::Error> {
                match self {
                    Self::Other(error) => ::std::option::Option::Some(error),
                    #[allow(unreachable_patterns, reason = "an operation may have no modelled error")]
                    _ => ::std::option::Option::None,
                }
            }
        }
        impl ::std::convert::From<$crate::Error> for $type {
            fn from(error: $crate::Error) -> Self {
                Self::Other(error)
            }
        }
        impl ::std::fmt::Display for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                use $crate::error::OperationError as _;
                $crate::error::display(self.modeled(), self.other(), f)
            }
        }
        impl ::std::error::Error for $type {
            fn source(&self) -> ::std::option::Option<&(dyn ::std::error::Error + 'static)> {
                $crate::error::OperationError::other(self).and_then(|error| error.source())
            }
        }
    };
}

/// What [`structure!`] and its like emit with the feature `serde`.
#[doc(hidden)]
#[cfg(feature = "serde")]
#[macro_export]
macro_rules! serde_impls {
    ($type:ident, $schema:ident) => {
        impl $crate::__serde::Serialize for $type {
            fn serialize<S: $crate::__serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::serde::serialize(self, serializer)
            }
        }
        impl<'de> $crate::__serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::__serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                static ALONE: $crate::schema::Member = $crate::schema::Member::new("", &$schema);
                $crate::serde::deserialize(&ALONE, deserializer)
            }
        }
    };
}

/// What [`structure!`] and its like emit without the feature `serde`: nothing.
#[doc(hidden)]
#[cfg(not(feature = "serde"))]
#[macro_export]
macro_rules! serde_impls {
    ($type:ident, $schema:ident) => {};
}
