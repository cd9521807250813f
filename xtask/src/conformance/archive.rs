//! The protocol tests in the source archive of a release, which is a tar in gzip.
//!
//! What the archive says is not trusted: of its entries only files of the names of tests are read, and no more
//! bytes than the limit says.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, bail};
use flate2::read::GzDecoder;
use tar::Archive;

/// The most bytes that the tests may have in all: many times those of a release.
const LIMIT: u64 = 64 * 1024 * 1024;

/// The tests by their paths, such as `input/json.json`.
pub(super) type Tests = BTreeMap<String, Vec<u8>>;

/// Reads the tests of an archive.
pub(super) fn protocol_tests(bytes: &[u8], release: &str) -> Result<Tests> {
    read(bytes, release).context("the release cannot be read as a source archive")
}

fn read(bytes: &[u8], release: &str) -> Result<Tests> {
    let mut archive = Archive::new(GzDecoder::new(bytes));
    let mut tests = Tests::new();
    let mut budget = LIMIT;
    for entry in archive.entries()? {
        let mut entry = entry?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let Some(place) = place(&name, release) else { continue };
        let mut bytes = Vec::new();
        entry.by_ref().take(budget + 1).read_to_end(&mut bytes)?;
        let size = u64::try_from(bytes.len())?;
        budget = match budget.checked_sub(size) {
            Some(left) => left,
            None => bail!("its tests are larger than {LIMIT} bytes, the most that is unpacked"),
        };
        tests.insert(place.to_owned(), bytes);
    }
    if tests.is_empty() {
        bail!("it holds no `{release}/tests/unit/protocols/input/*.json`");
    }
    Ok(tests)
}

/// The path of a test among the tests.
fn place<'a>(name: &'a str, release: &str) -> Option<&'a str> {
    let path = name.strip_prefix(release)?.strip_prefix("/tests/unit/protocols/")?;
    let (folder, file) = path.split_once('/')?;
    let stem = file.strip_suffix(".json")?;
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let is_test =
        matches!(folder, "input" | "output") && !stem.is_empty() && stem.chars().all(plain);
    is_test.then_some(path)
}

/// Writes the tests to a folder.
pub(super) fn write(tests: &Tests, folder: &Path) -> Result<()> {
    for (path, bytes) in tests {
        let path = folder.join(path);
        let context = || format!("`{}` cannot be written", path.display());
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).with_context(context)?;
        }
        fs::write(&path, bytes).with_context(context)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use tar::{Builder, Header};

    use super::*;

    #[test]
    fn only_tests_have_a_place() {
        let place = |name: &str| place(name, "botocore-1.2.3").map(str::to_owned);
        let tests = "botocore-1.2.3/tests/unit/protocols";
        assert_eq!(
            place(&format!("{tests}/input/a-b_1.json")),
            Some("input/a-b_1.json".to_owned())
        );
        for none in [
            "botocore-1.2.3/tests/unit/protocols/ignore.json",
            "botocore-1.2.3/tests/unit/protocols/legacy/input/json.json",
            "botocore-1.2.3/tests/unit/protocols/input/../x.json",
            "botocore-1.2.3/tests/unit/protocols/input/.json",
            "botocore-1.2.3/tests/unit/protocols/input/x.py",
            "botocore-1.2.4/tests/unit/protocols/input/x.json",
        ] {
            assert_eq!(place(none), None, "{none}");
        }
    }

    #[test]
    fn tests_are_unpacked() -> Result<()> {
        let temp = tempfile::tempdir()?;
        let mut builder = Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
        for name in ["b-1/setup.py", "b-1/tests/unit/protocols/output/x.json"] {
            let mut header = Header::new_gnu();
            header.set_size(2);
            header.set_mode(0o644);
            builder.append_data(&mut header, name, &b"[]"[..])?;
        }
        let bytes = builder.into_inner()?.finish()?;
        let tests = protocol_tests(&bytes, "b-1")?;
        write(&tests, &temp.path().join("out"))?;
        assert_eq!(fs::read(temp.path().join("out/output/x.json"))?, b"[]");
        assert_eq!(tests.len(), 1);
        assert!(protocol_tests(&bytes, "b-2").is_err());
        Ok(())
    }
}
