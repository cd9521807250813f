//! Reads CBOR into a [`Tree`] with a decoder that shares no code with the runtime's.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use minicbor::Decoder;
use minicbor::data::Type;

use super::tree::Tree;

/// Maximum nesting of values.
const DEPTH: usize = 128;

/// Reads one value, which has to take up all of the bytes.
pub(super) fn read(bytes: &[u8]) -> Result<Tree> {
    let mut decoder = Decoder::new(bytes);
    let tree = value(&mut decoder, DEPTH)?;
    match bytes.len().saturating_sub(decoder.position()) {
        0 => Ok(tree),
        rest => bail!("{rest} bytes follow the value"),
    }
}

fn value(decoder: &mut Decoder<'_>, depth: usize) -> Result<Tree> {
    let Some(depth) = depth.checked_sub(1) else {
        bail!("values are nested deeper than {DEPTH}");
    };
    Ok(match decoder.datatype()? {
        Type::Null => {
            decoder.null()?;
            Tree::Null
        }
        Type::Bool => Tree::Bool(decoder.bool()?),
        Type::U8 | Type::U16 | Type::U32 | Type::U64 => Tree::Number(decoder.u64()?.to_string()),
        Type::I8 | Type::I16 | Type::I32 | Type::I64 | Type::Int => {
            Tree::Number(decoder.int()?.to_string())
        }
        Type::F16 => Tree::Number(half(decoder)?.to_string()),
        Type::F32 => Tree::Number(f64::from(decoder.f32()?).to_string()),
        Type::F64 => Tree::Number(decoder.f64()?.to_string()),
        Type::String | Type::StringIndef => Tree::Text(text(decoder)?),
        Type::Bytes | Type::BytesIndef => {
            let chunks = decoder.bytes_iter()?.collect::<Result<Vec<_>, _>>()?;
            Tree::Bytes(chunks.concat())
        }
        Type::Tag => {
            let tag = decoder.tag()?.as_u64();
            Tree::Tagged(tag, Box::new(value(decoder, depth)?))
        }
        Type::Array | Type::ArrayIndef => list(decoder, depth)?,
        Type::Map | Type::MapIndef => map(decoder, depth)?,
        kind => bail!("a value of the kind {kind} is not expected"),
    })
}

fn text(decoder: &mut Decoder<'_>) -> Result<String> {
    Ok(decoder.str_iter()?.collect::<Result<_, _>>()?)
}

fn list(decoder: &mut Decoder<'_>, depth: usize) -> Result<Tree> {
    let mut left = decoder.array()?;
    let mut items = Vec::new();
    while has_more(decoder, &mut left)? {
        items.push(value(decoder, depth)?);
    }
    Ok(Tree::List(items))
}

fn map(decoder: &mut Decoder<'_>, depth: usize) -> Result<Tree> {
    let mut left = decoder.map()?;
    let mut entries = BTreeMap::new();
    while has_more(decoder, &mut left)? {
        let name = text(decoder).context("a key of a map is not a string")?;
        let value = value(decoder, depth)?;
        if entries.insert(name.clone(), value).is_some() {
            bail!("a map has the key {name:?} twice");
        }
    }
    Ok(Tree::Map(entries))
}

/// Whether another item follows in a list or map; the end of one of unknown length is consumed.
fn has_more(decoder: &mut Decoder<'_>, left: &mut Option<u64>) -> Result<bool> {
    if let Some(count) = left {
        let more = *count > 0;
        *count = count.saturating_sub(1);
        return Ok(more);
    }
    let ends = decoder.datatype()? == Type::Break;
    if ends {
        decoder.set_position(decoder.position() + 1);
    }
    Ok(!ends)
}

/// Reads a float of 16 bits, for which minicbor wants another crate.
///
/// See <https://www.rfc-editor.org/rfc/rfc8949.html#section-appendix.d>.
fn half(decoder: &mut Decoder<'_>) -> Result<f64> {
    let start = decoder.position();
    let Some(&[_, high, low]) = decoder.input().get(start..start + 3) else {
        bail!("it ends within a float");
    };
    decoder.set_position(start + 3);
    let bits = u16::from_be_bytes([high, low]);
    let (exponent, fraction) = (i32::from(bits >> 10 & 0x1f), f64::from(bits & 0x3ff));
    let size = match exponent {
        0 => fraction * 2f64.powi(-24),
        31 if fraction > 0.0 => f64::NAN,
        31 => f64::INFINITY,
        _ => (fraction + 1024.0) * 2f64.powi(exponent - 25),
    };
    Ok(if bits >> 15 == 1 { -size } else { size })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Tree {
        Tree::Number(text.to_owned())
    }

    /// The bytes are from RFC 8949, appendix A.
    #[test]
    fn values_are_read() -> Result<()> {
        let ab = Tree::Text("ab".to_owned());
        for (bytes, expected) in [
            (&b"\xf6"[..], Tree::Null),
            (b"\xf5", Tree::Bool(true)),
            (b"\x17", number("23")),
            (b"\x1b\xff\xff\xff\xff\xff\xff\xff\xff", number("18446744073709551615")),
            (b"\x3b\xff\xff\xff\xff\xff\xff\xff\xff", number("-18446744073709551616")),
            (b"\x38\x63", number("-100")),
            (b"\xfa\x47\xc3\x50\x00", number("100000")),
            (b"\xfb\x3f\xf1\x99\x99\x99\x99\x99\x9a", number("1.1")),
            (b"\x62ab", ab.clone()),
            (b"\x7f\x61a\x61b\xff", ab),
            (b"\x44\x01\x02\x03\x04", Tree::Bytes(vec![1, 2, 3, 4])),
            (b"\x5f\x42\x01\x02\x42\x03\x04\xff", Tree::Bytes(vec![1, 2, 3, 4])),
            (b"\xc1\x1a\x51\x4b\x67\xb0", Tree::Tagged(1, Box::new(number("1363896240")))),
            (b"\x82\x01\x02", Tree::List(vec![number("1"), number("2")])),
            (b"\x9f\x01\x02\xff", Tree::List(vec![number("1"), number("2")])),
            (b"\xbf\xff", Tree::empty()),
            (b"\xa1\x61a\x01", Tree::Map(BTreeMap::from([("a".to_owned(), number("1"))]))),
        ] {
            assert_eq!(read(bytes)?, expected, "{bytes:x?}");
        }
        Ok(())
    }

    /// The bytes are from RFC 8949, appendix A.
    #[test]
    fn floats_of_16_bits_are_read() -> Result<()> {
        for (bytes, expected) in [
            (&b"\xf9\x00\x00"[..], 0.0),
            (b"\xf9\x3e\x00", 1.5),
            (b"\xf9\x7b\xff", 65504.0),
            (b"\xf9\x00\x01", 5.960_464_477_539_063e-8),
            (b"\xf9\x04\x00", 0.000_061_035_156_25),
            (b"\xf9\xc4\x00", -4.0),
            (b"\xf9\x7c\x00", f64::INFINITY),
            (b"\xf9\xfc\x00", f64::NEG_INFINITY),
        ] {
            assert_eq!(read(bytes)?, number(&expected.to_string()));
        }
        assert_eq!(read(b"\xf9\x7e\x00")?, number("NaN"));
        Ok(())
    }

    #[test]
    fn what_is_no_single_value_is_an_error() {
        let deep = [vec![0x81; DEPTH], vec![0x01]].concat();
        for bytes in [
            &b""[..],
            b"\x01\x01",
            b"\x82\x01",
            b"\x9f\x01",
            b"\xf9\x3e",
            b"\xff",
            b"\xa1\x01\x01",
            b"\xa2\x61a\x01\x61a\x01",
            b"\x9b\xff\xff\xff\xff\xff\xff\xff\xff",
            &deep,
        ] {
            assert!(read(bytes).is_err(), "{bytes:x?} was let through");
        }
    }
}
