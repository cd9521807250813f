//! The implementations that all generated types share. Each forwards to a function that is compiled once.

/// For a structure with `Shape`, `Members` and `MembersMut`: a redacting `Debug`, and serde.
#[doc(hidden)]
#[macro_export]
macro_rules! __structure {
    ($name:ty) => {
        $crate::__streaming_structure!($name);

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

/// For a structure that holds a stream: `Debug` alone.
#[doc(hidden)]
#[macro_export]
macro_rules! __streaming_structure {
    ($name:ty) => {
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::v1::debug_structure(<Self as $crate::v1::Shape>::SCHEMA, self, f)
            }
        }
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

/// For an enum with `as_str(&self) -> &str` and `From<&str>`: `Debug`, and all of [`__string_enum_without_debug`].
#[doc(hidden)]
#[macro_export]
macro_rules! __string_enum {
    ($name:ty) => {
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(self.as_str(), f)
            }
        }

        $crate::__string_enum_without_debug!($name);
    };
}

/// The same for an enum that the model marks as sensitive, with a redacting `Debug`. `Display` shows it.
#[doc(hidden)]
#[macro_export]
macro_rules! __sensitive_string_enum {
    ($name:ty) => {
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::v1::debug_redacted(f)
            }
        }

        $crate::__string_enum_without_debug!($name);
    };
}

/// `Display`, `From<String>`, `Default`, `PartialOrd`, `Ord`, `AsValue`, `AsSlot`,
/// `StringEnum`, `MapKey`, and serde.
#[doc(hidden)]
#[macro_export]
macro_rules! __string_enum_without_debug {
    ($name:ty) => {
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
                $crate::v1::deserialize_string_enum(deserializer)
            }
        }
    };
}

/// For an enum with `value(&self) -> i32` and `From<i32>`: `Debug`, `Display`, `From<Name> for i32`, `Default`,
/// `PartialOrd`, `Ord`, `AsValue`, `AsSlot`, `IntEnum`, and serde.
#[doc(hidden)]
#[macro_export]
macro_rules! __int_enum {
    ($name:ty) => {
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.value(), f)
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
                $crate::v1::deserialize_int_enum(deserializer)
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
