//! Shapes as the generator writes them, in fewer words.

macro_rules! structure {
    (streaming $name:ident, $schema:ident, $($rest:tt)*) => {
        structure!(@ streaming_structure #[derive(Default)] $name, $schema, $($rest)*);
    };
    ($name:ident, $schema:ident, $($rest:tt)*) => {
        structure!(@ structure #[derive(Clone, PartialEq, Default)] $name, $schema, $($rest)*);
    };
    (
        @ $macro:ident $(#[$meta:meta])* $name:ident, $schema:ident,
        $($index:literal: $field:ident: $type:ty = $member:expr,)*
    ) => {
        $(#[$meta])*
        struct $name {
            $($field: $type,)*
        }

        static $schema: rt::Schema =
            rt::Schema::structure(stringify!($name), &[$($member,)*]);

        const _: () = {
            use self::$schema as SCHEMA;
            rt::$macro!($name $(, $field($index))*);
        };
    };
}

macro_rules! union {
    ($name:ident, $schema:ident, $($index:literal: $variant:ident($type:ty) = $member:expr,)*) => {
        #[derive(Clone, PartialEq)]
        enum $name {
            $($variant($type),)*
            Unknown(String),
        }

        static $schema: rt::Schema =
            rt::Schema::union(stringify!($name), &[$($member,)*]);

        impl Default for $name {
            fn default() -> Self {
                Self::Unknown(String::new())
            }
        }

        impl rt::Shape for $name {
            const SCHEMA: &'static rt::Schema = &$schema;
        }

        impl rt::Variants for $name {
            fn variant(&self) -> rt::Variant<'_> {
                match self {
                    $(Self::$variant(value) => rt::Variant::Known($index, rt::value(value)),)*
                    Self::Unknown(name) => rt::Variant::Unknown(name, None),
                }
            }
        }

        impl rt::VariantsMut for $name {
            fn variant_mut(&mut self, index: usize) -> rt::Slot<'_> {
                *self = match index {
                    $($index => Self::$variant(Default::default()),)*
                    _ => Self::default(),
                };
                match self {
                    $(Self::$variant(value) => rt::slot(value),)*
                    Self::Unknown(_) => rt::Slot::None,
                }
            }

            fn set_unknown(&mut self, name: String, _: Option<rt::Document>) {
                *self = Self::Unknown(name);
            }
        }

        rt::union!($name);
    };
}
