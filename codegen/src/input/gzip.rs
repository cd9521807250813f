//! Sources that are gzipped, as the models in botocore's package are.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::MultiGzDecoder;

use super::unreadable::{SOURCE_LIMIT, Unreadable, too_large};
use crate::diagnostics::{At, Diagnostic, Source};
use crate::model::SourceId;

/// What a gzipped file starts with. See <https://www.rfc-editor.org/rfc/rfc1952#page-6>.
const MAGIC: [u8; 2] = [0x1f, 0x8b];

/// Inflates a source that is gzipped, so that problems can be shown in its text. Any other is returned as
/// it is.
///
/// # Errors
///
/// Fails on data that is broken, and on data that is larger than [`SOURCE_LIMIT`] once inflated; the
/// place of the diagnostic is the given source.
pub fn inflate(source: Source, id: SourceId) -> Result<Source, Diagnostic> {
    match inflated(&source.bytes) {
        Ok(Cow::Borrowed(_)) => Ok(source),
        Ok(Cow::Owned(bytes)) => Ok(Source { name: source.name, bytes }),
        Err(problem) => Err(problem.at_source(id)),
    }
}

/// The bytes themselves, or what they inflate to.
pub(super) fn inflated(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Unreadable> {
    if !bytes.starts_with(&MAGIC) {
        return Ok(Cow::Borrowed(bytes));
    }
    let mut text = Vec::new();
    let limit = u64::try_from(SOURCE_LIMIT).unwrap_or(u64::MAX).saturating_add(1);
    match MultiGzDecoder::new(bytes).take(limit).read_to_end(&mut text) {
        Ok(_) if text.len() > SOURCE_LIMIT => Err(too_large(text.len())),
        Ok(_) => Ok(Cow::Owned(text)),
        Err(error) => Err(Unreadable {
            at: At::File,
            message: format!("the file is gzipped, and cannot be inflated: {error}"),
            help: Some("is the file complete?".to_owned()),
        }),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn gzipped(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).and_then(|()| encoder.finish()).unwrap_or_default()
    }

    fn result(bytes: Vec<u8>) -> Result<Vec<u8>, String> {
        let source = Source { name: "model.json.gz".to_owned(), bytes };
        inflate(source, SourceId(0)).map(|source| source.bytes).map_err(|problem| problem.message)
    }

    #[test]
    fn what_is_gzipped_is_inflated_and_the_rest_is_kept() {
        assert_eq!(result(gzipped(b"{}")), Ok(b"{}".to_vec()));
        assert_eq!(result(b"{}".to_vec()), Ok(b"{}".to_vec()));
        assert_eq!(result(Vec::new()), Ok(Vec::new()));
    }

    #[test]
    fn broken_data_is_an_error() {
        let mut short = gzipped(b"{\"smithy\": \"2.0\"}");
        short.truncate(short.len() - 3);
        for bytes in [short, MAGIC.to_vec(), b"\x1f\x8bxxxxxxxxxxxxxxxxxxx".to_vec()] {
            let problem = result(bytes).expect_err("is broken");
            assert!(problem.starts_with("the file is gzipped, and cannot be"), "{problem}");
        }
    }

    #[test]
    fn a_bomb_is_not_inflated_beyond_the_limit() {
        let problem = result(gzipped(&vec![b' '; SOURCE_LIMIT + 1])).expect_err("is too large");
        assert!(problem.contains("32 MiB is the most"), "{problem}");
    }
}
