//! The errors of an operation.

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
