//! The implementations that all generated types share. Each forwards to a function that is compiled once.

/// For a structure, whose module has its `SCHEMA`, with its fields in the order of the schema: all of
/// [`__streaming_structure`], and serde.
#[doc(hidden)]
#[macro_export]
macro_rules! __structure {
    ($name:ident $($fields:tt)*) => {
        $crate::__streaming_structure!($name $($fields)*);

        #[cfg(feature = "serde")]
        impl $crate::v1::serde_core::Serialize for $name {
            #[inline]
            fn serialize<S>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: $crate::v1::serde_core::Serializer,
            {
                let schema = <Self as $crate::v1::Shape>::SCHEMA;
                $crate::v1::serialize_structure(schema, self, serializer)
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> $crate::v1::serde_core::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::v1::serde_core::Deserializer<'de>,
            {
                $crate::v1::deserialize_structure(deserializer)
            }
        }
    };
}

/// For a structure that may hold a stream: `Shape`, `Members`, `MembersMut`, and a redacting `Debug`.
///
/// A field is `name(index)`. Where a field is boxed, each tells: `name(index plain)`, `name(index boxed)`.
#[doc(hidden)]
#[macro_export]
macro_rules! __streaming_structure {
    ($name:ident $(, $field:ident($index:literal $place:ident))*) => {
        impl $crate::v1::Shape for $name {
            const SCHEMA: &'static $crate::v1::Schema = &SCHEMA;
        }

        impl $crate::v1::Members for $name {
            #[inline]
            fn member(&self, index: usize) -> $crate::v1::Value<'_> {
                match index {
                    $($index => $crate::v1::$place::value(&self.$field),)*
                    _ => $crate::v1::Value::Absent,
                }
            }
        }

        impl $crate::v1::MembersMut for $name {
            #[inline]
            fn member_mut(&mut self, index: usize) -> $crate::v1::Slot<'_> {
                match index {
                    $($index => $crate::v1::$place::slot(&mut self.$field),)*
                    _ => $crate::v1::Slot::None,
                }
            }
        }

        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::v1::debug_structure(<Self as $crate::v1::Shape>::SCHEMA, self, f)
            }
        }
    };
    ($name:ident $(, $field:ident($index:literal))*) => {
        $crate::__streaming_structure!($name $(, $field($index plain))*);
    };
}

/// For a union with `Shape`, `Variants`, `VariantsMut` and `Default`: `AsValue`, `AsSlot`, a redacting `Debug`, and
/// serde.
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    ($name:ty) => {
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::v1::debug_union(<Self as $crate::v1::Shape>::SCHEMA, self, f)
            }
        }

        impl $crate::v1::AsValue for $name {
            #[inline]
            fn as_value(&self) -> $crate::v1::Value<'_> {
                $crate::v1::Value::Union(self)
            }
        }

        impl $crate::v1::AsSlot for $name {
            #[inline]
            fn as_slot(&mut self) -> $crate::v1::Slot<'_> {
                $crate::v1::Slot::Union(self)
            }
        }

        #[cfg(feature = "serde")]
        impl $crate::v1::serde_core::Serialize for $name {
            #[inline]
            fn serialize<S>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: $crate::v1::serde_core::Serializer,
            {
                let schema = <Self as $crate::v1::Shape>::SCHEMA;
                $crate::v1::serialize_union(schema, self, serializer)
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> $crate::v1::serde_core::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::v1::serde_core::Deserializer<'de>,
            {
                $crate::v1::deserialize_union(deserializer)
            }
        }
    };
}

/// For an enum of strings, with its variants as `Name("value")` and one that is `Unknown`: `Debug`, and all of
/// [`__string_enum_without_debug`].
#[doc(hidden)]
#[macro_export]
macro_rules! __string_enum {
    ($name:ident $($variants:tt)*) => {
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(self.as_str(), f)
            }
        }

        $crate::__string_enum_without_debug!(deserialize_string_enum, $name $($variants)*);
    };
}

/// The same for an enum that the model marks as sensitive, with a redacting `Debug`. `Display` shows it.
#[doc(hidden)]
#[macro_export]
macro_rules! __sensitive_string_enum {
    ($name:ident $($variants:tt)*) => {
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::v1::debug_redacted(f)
            }
        }

        $crate::__string_enum_without_debug!(deserialize_sensitive_string_enum, $name $($variants)*);
    };
}

/// `VALUES`, `as_str`, `From<&str>`, `Display`, `From<String>`, `Default`, `PartialOrd`, `Ord`, `AsValue`, `AsSlot`,
/// `StringEnum`, `MapKey`, and serde, given the function that deserializes it.
#[doc(hidden)]
#[macro_export]
macro_rules! __string_enum_without_debug {
    ($deserialize:ident, $name:ident $(, $variant:ident($value:literal))*) => {
        impl $name {
            /// Every value that the model knows, as it is on the wire.
            pub const VALUES: &'static [&'static str] = &[$($value),*];

            /// The value as it is on the wire.
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(value) => value.as_str(),
                }
            }
        }

        impl ::core::convert::From<&str> for $name {
            #[inline]
            fn from(value: &str) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::Unknown($crate::v1::unknown_value(value)),
                }
            }
        }

        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            #[inline]
            fn from(value: ::std::string::String) -> Self {
                <Self as ::core::convert::From<&str>>::from(&value)
            }
        }

        impl ::core::default::Default for $name {
            /// An unknown value: the empty string.
            #[inline]
            fn default() -> Self {
                <Self as ::core::convert::From<&str>>::from("")
            }
        }

        impl ::core::cmp::Ord for $name {
            #[inline]
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                ::core::cmp::Ord::cmp(self.as_str(), other.as_str())
            }
        }

        impl ::core::cmp::PartialOrd for $name {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::option::Option::Some(::core::cmp::Ord::cmp(self, other))
            }
        }

        impl $crate::v1::AsValue for $name {
            #[inline]
            fn as_value(&self) -> $crate::v1::Value<'_> {
                $crate::v1::Value::String(self.as_str())
            }
        }

        impl $crate::v1::AsSlot for $name {
            #[inline]
            fn as_slot(&mut self) -> $crate::v1::Slot<'_> {
                $crate::v1::Slot::StringEnum(self)
            }
        }

        impl $crate::v1::StringEnum for $name {
            #[inline]
            fn set(&mut self, value: &str) {
                *self = <Self as ::core::convert::From<&str>>::from(value);
            }
        }

        impl $crate::v1::MapKey for $name {
            #[inline]
            fn as_key(&self) -> &str {
                self.as_str()
            }
        }

        #[cfg(feature = "serde")]
        impl $crate::v1::serde_core::Serialize for $name {
            #[inline]
            fn serialize<S>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: $crate::v1::serde_core::Serializer,
            {
                serializer.serialize_str(self.as_str())
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> $crate::v1::serde_core::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::v1::serde_core::Deserializer<'de>,
            {
                $crate::v1::$deserialize(deserializer)
            }
        }
    };
}

/// For an enum of integers, with its variants as `Name(1)` and one that is `Unknown`: `Debug`, and
/// all of [`__int_enum_without_debug`].
#[doc(hidden)]
#[macro_export]
macro_rules! __int_enum {
    ($name:ident $($variants:tt)*) => {
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.value(), f)
            }
        }

        $crate::__int_enum_without_debug!(deserialize_int_enum, $name $($variants)*);
    };
}

/// The same for an enum that the model marks as sensitive, with a redacting `Debug`. `Display`
/// shows the value.
#[doc(hidden)]
#[macro_export]
macro_rules! __sensitive_int_enum {
    ($name:ident $($variants:tt)*) => {
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::v1::debug_redacted(f)
            }
        }

        $crate::__int_enum_without_debug!(deserialize_sensitive_int_enum, $name $($variants)*);
    };
}

/// `VALUES`, `value`, `From<i32>`, `Display`, `From<Name> for i32`, `Default`, `PartialOrd`, `Ord`,
/// `AsValue`, `AsSlot`, `IntEnum`, and serde, given the function that deserializes it.
#[doc(hidden)]
#[macro_export]
macro_rules! __int_enum_without_debug {
    ($deserialize:ident, $name:ident $(, $variant:ident($value:literal))*) => {
        impl $name {
            /// Every value that the model knows.
            pub const VALUES: &'static [i32] = &[$($value),*];

            /// The value as it is on the wire.
            #[inline]
            pub fn value(&self) -> i32 {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(value) => value.value(),
                }
            }
        }

        impl ::core::convert::From<i32> for $name {
            #[inline]
            fn from(value: i32) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::Unknown($crate::v1::unknown_int(value)),
                }
            }
        }

        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.value(), f)
            }
        }

        impl ::core::convert::From<$name> for i32 {
            #[inline]
            fn from(value: $name) -> Self {
                value.value()
            }
        }

        impl ::core::default::Default for $name {
            /// The value zero, known or not.
            #[inline]
            fn default() -> Self {
                <Self as ::core::convert::From<i32>>::from(0)
            }
        }

        impl ::core::cmp::Ord for $name {
            #[inline]
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                ::core::cmp::Ord::cmp(&self.value(), &other.value())
            }
        }

        impl ::core::cmp::PartialOrd for $name {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::option::Option::Some(::core::cmp::Ord::cmp(self, other))
            }
        }

        impl $crate::v1::AsValue for $name {
            #[inline]
            fn as_value(&self) -> $crate::v1::Value<'_> {
                $crate::v1::Value::Integer(self.value())
            }
        }

        impl $crate::v1::AsSlot for $name {
            #[inline]
            fn as_slot(&mut self) -> $crate::v1::Slot<'_> {
                $crate::v1::Slot::IntEnum(self)
            }

            #[inline]
            fn as_optional_slot(
                place: &mut ::core::option::Option<Self>,
            ) -> $crate::v1::Slot<'_> {
                $crate::v1::Slot::IntEnum(place)
            }
        }

        impl $crate::v1::IntEnum for $name {
            #[inline]
            fn set(&mut self, value: i32) {
                *self = <Self as ::core::convert::From<i32>>::from(value);
            }
        }

        #[cfg(feature = "serde")]
        impl $crate::v1::serde_core::Serialize for $name {
            #[inline]
            fn serialize<S>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: $crate::v1::serde_core::Serializer,
            {
                serializer.serialize_i32(self.value())
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> $crate::v1::serde_core::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::v1::serde_core::Deserializer<'de>,
            {
                $crate::v1::$deserialize(deserializer)
            }
        }
    };
}

/// For the error enum of a service with `ServiceError`, `Debug`, and a variant `Other(OtherError)`: `Display`, `Error`, and
/// `From<OtherError>`.
#[doc(hidden)]
#[macro_export]
macro_rules! __service_error {
    ($name:ident) => {
        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::v1::fmt_error(self, f)
            }
        }

        impl ::std::error::Error for $name {
            #[inline]
            fn source(&self) -> ::core::option::Option<&(dyn ::std::error::Error + 'static)> {
                $crate::v1::error_source(self)
            }
        }

        impl ::core::convert::From<$crate::v1::OtherError> for $name {
            #[inline]
            fn from(error: $crate::v1::OtherError) -> Self {
                Self::Other(error)
            }
        }
    };
}
