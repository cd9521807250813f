//! The head of a data item: what it is, and how long ([RFC 8949, section 3]).
//!
//! [RFC 8949, section 3]: https://www.rfc-editor.org/rfc/rfc8949#section-3

/// The three bits that say which kind of item it is, in their place.
pub(super) mod major {
    pub(in crate::codec::cbor) const UNSIGNED: u8 = 0 << 5;
    pub(in crate::codec::cbor) const NEGATIVE: u8 = 1 << 5;
    pub(in crate::codec::cbor) const BYTES: u8 = 2 << 5;
    pub(in crate::codec::cbor) const TEXT: u8 = 3 << 5;
    pub(in crate::codec::cbor) const ARRAY: u8 = 4 << 5;
    pub(in crate::codec::cbor) const MAP: u8 = 5 << 5;
    pub(in crate::codec::cbor) const TAG: u8 = 6 << 5;
}

/// The other five bits, where they are not the argument itself.
pub(super) mod info {
    /// The argument is in the next byte.
    pub(in crate::codec::cbor) const ONE_BYTE: u8 = 24;
    /// The argument is in the next two bytes.
    pub(in crate::codec::cbor) const TWO_BYTES: u8 = 25;
    /// The argument is in the next four bytes.
    pub(in crate::codec::cbor) const FOUR_BYTES: u8 = 26;
    /// The argument is in the next eight bytes.
    pub(in crate::codec::cbor) const EIGHT_BYTES: u8 = 27;
    /// There is no argument: the item goes on until a break.
    pub(in crate::codec::cbor) const INDEFINITE: u8 = 31;
}

/// Heads that are always the same byte.
pub(super) const FALSE: u8 = 0xf4;
pub(super) const TRUE: u8 = 0xf5;
pub(super) const NULL: u8 = 0xf6;
pub(super) const UNDEFINED: u8 = 0xf7;
/// A simple value in the next byte.
pub(super) const SIMPLE: u8 = 0xf8;
pub(super) const HALF: u8 = 0xf9;
pub(super) const SINGLE: u8 = 0xfa;
pub(super) const DOUBLE: u8 = 0xfb;
pub(super) const INDEFINITE_MAP: u8 = major::MAP | info::INDEFINITE;
pub(super) const BREAK: u8 = 0xff;

/// What a head says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Head {
    /// This integer.
    Unsigned(u64),
    /// -1 minus this integer.
    Negative(u64),
    Bytes(Length),
    Text(Length),
    Array(Length),
    /// Its length is in pairs.
    Map(Length),
    Tag(u64),
    Bool(bool),
    /// Null or undefined, which Smithy does not tell apart.
    Null,
    /// A float of any width, which a double holds without loss.
    Float(f64),
    /// Any other value that is a number and no more.
    Simple,
    Break,
}

/// How many bytes, items or pairs there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    /// So many; never more than the input has bytes left.
    Definite(usize),
    /// As many as come before a break.
    Indefinite,
}

impl Head {
    /// The kind of item, as error messages name it.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Unsigned(_) | Self::Negative(_) => names::INTEGER,
            Self::Bytes(_) => names::BYTES,
            Self::Text(_) => names::TEXT,
            Self::Array(_) => names::ARRAY,
            Self::Map(_) => names::MAP,
            Self::Tag(_) => names::TAG,
            Self::Bool(_) => names::BOOL,
            Self::Null => names::NULL,
            Self::Float(_) => names::FLOAT,
            Self::Simple => names::SIMPLE,
            Self::Break => names::BREAK,
        }
    }
}

/// The kinds of items, as error messages name them.
pub(super) mod names {
    pub(in crate::codec::cbor) const INTEGER: &str = "an integer";
    pub(in crate::codec::cbor) const NUMBER: &str = "a number";
    pub(in crate::codec::cbor) const BYTES: &str = "a byte string";
    pub(in crate::codec::cbor) const TEXT: &str = "a text string";
    pub(in crate::codec::cbor) const ARRAY: &str = "an array";
    pub(in crate::codec::cbor) const MAP: &str = "a map";
    pub(in crate::codec::cbor) const TAG: &str = "a tag";
    pub(in crate::codec::cbor) const TIMESTAMP: &str = "a timestamp";
    pub(in crate::codec::cbor) const DECIMAL: &str = "a decimal fraction";
    pub(in crate::codec::cbor) const BOOL: &str = "a boolean";
    pub(in crate::codec::cbor) const NULL: &str = "null";
    pub(in crate::codec::cbor) const FLOAT: &str = "a float";
    pub(in crate::codec::cbor) const SIMPLE: &str = "a simple value";
    pub(in crate::codec::cbor) const BREAK: &str = "a break";
}

/// The value of a float of half precision.
pub(super) fn half(bits: u16) -> f64 {
    /// 2 to the power of -24: the smallest number there is.
    const SMALLEST: f64 = f64::from_bits((1023 - 24) << 52);
    let (exponent, fraction) = (bits >> 10 & 0x1f, bits & 0x3ff);
    let magnitude = match (exponent, fraction) {
        (0, _) => f64::from(fraction) * SMALLEST,
        (0x1f, 0) => f64::INFINITY,
        (0x1f, _) => f64::NAN,
        // A double has a bias that is greater by 1008, and 42 more bits of fraction.
        _ => f64::from_bits(u64::from(exponent + 1008) << 52 | u64::from(fraction) << 42),
    };
    if bits & 0x8000 == 0 { magnitude } else { -magnitude }
}

#[cfg(test)]
mod tests {
    use super::half;

    /// The halves of RFC 8949, appendix A.
    #[test]
    fn halves_have_the_values_of_the_rfc() {
        for (bits, value) in [
            (0x0000, 0.0),
            (0x3c00, 1.0),
            (0x3e00, 1.5),
            (0x7bff, 65504.0),
            (0x0001, 5.960_464_477_539_063e-8),
            (0x0400, 0.000_061_035_156_25),
            (0xc400, -4.0),
            (0x7c00, f64::INFINITY),
            (0xfc00, f64::NEG_INFINITY),
        ] {
            assert_eq!(half(bits).to_bits(), f64::to_bits(value), "{bits:04x}");
        }
        assert_eq!(half(0x8000).to_bits(), (-0.0_f64).to_bits());
        assert!(half(0x7e00).is_nan() && half(0x7c01).is_nan() && half(0xfe00).is_nan());
    }
}
