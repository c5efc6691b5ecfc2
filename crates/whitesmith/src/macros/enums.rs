//! Enums of strings, and of integers.

/// An enum of strings: its schema, and the text of each variant. The type has a last variant `Unknown(String)`.
#[macro_export]
macro_rules! string_enum {
    ($type:ident: $schema:ident = $id:literal { $($variant:ident = $text:literal),* $(,)? }
     $([$($shape_trait:expr),+ $(,)?])?) => {
        #[doc = concat!("The schema of [`", stringify!($type), "`]: `", $id, "`.")]
        pub static $schema: $crate::schema::Schema =
            $crate::schema::Schema::simple($id, $crate::schema::Kind::Enum)
                .with($crate::traits!(Enum(&[$($text),*]) $($(, $shape_trait)+)?));

        #[allow(deprecated, reason = "values that are deprecated are read and written, too")]
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
        #[allow(deprecated, reason = "values that are deprecated are read and written, too")]
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

        #[allow(deprecated, reason = "values that are deprecated are read and written, too")]
        impl $type {
            /// The value's number, as it is on the wire.
            pub fn as_i32(&self) -> i32 {
                match self {
                    $(Self::$variant => $number,)*
                    Self::Unknown(number) => *number,
                }
            }
        }
        #[allow(deprecated, reason = "values that are deprecated are read and written, too")]
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
