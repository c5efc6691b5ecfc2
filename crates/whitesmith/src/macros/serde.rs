//! What the feature `serde` adds to each type.

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
