//! Structures, and those with `@error`.

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

/// A structure with `@error`: as [`structure!`], with the metadata of its response, and its message. It is an error of
/// its own, which prints its code and message on one line.
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
        #[allow(deprecated, reason = "the message may be deprecated")]
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
        impl ::std::fmt::Display for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::error::display(::std::option::Option::Some(self), ::std::option::Option::None, f)
            }
        }
        impl ::std::error::Error for $type {}
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
        #[allow(deprecated, reason = "members that are deprecated are read and written, too")]
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
