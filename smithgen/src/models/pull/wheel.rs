//! The models in the wheel of a release, which is a zip.
//!
//! What the zip says is not trusted: of its entries only those are unpacked whose names are those of
//! models, to paths that are made of parts which were looked at, and no more bytes than the limits say.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Cursor, Read};
use std::path::Path;

use anyhow::{Context, Result, bail};
use flate2::CrcReader;
use smithgen_codegen::input::SOURCE_LIMIT;
use zip::ZipArchive;

use crate::input::names;
use crate::input::pulled::ModelId;

/// The most bytes that a file may have: no larger one would be read as a model.
const FILE_LIMIT: u64 = SOURCE_LIMIT as u64;

/// The most bytes that are unpacked in one run: many times those of a whole release.
const TOTAL_LIMIT: u64 = 512 * 1024 * 1024;

/// A wheel, and where the models are in it.
pub(super) struct Wheel {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    models: BTreeMap<ModelId, Vec<Entry>>,
    /// How many bytes may still be unpacked.
    budget: u64,
}

/// A file of a model.
#[derive(Debug)]
struct Entry {
    index: usize,
    name: String,
    size: u64,
    crc: u32,
}

impl Wheel {
    /// Reads the names of what is in a wheel.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self> {
        Self::read(bytes).context("the release cannot be read as a wheel")
    }

    fn read(bytes: Vec<u8>) -> Result<Self> {
        let archive = ZipArchive::new(Cursor::new(bytes))?;
        if archive.has_duplicate_names() {
            bail!("two of its entries have the same name");
        }
        let mut models: BTreeMap<ModelId, Vec<Entry>> = BTreeMap::new();
        for index in 0..archive.len() {
            let data = archive.by_index_data(index)?;
            let name = data.name()?;
            if data.is_symlink() || !is_inside(&name) {
                bail!("its entry {name:?} leads out of it, so nothing of it is unpacked");
            }
            if let Some((id, file)) = place(&name) {
                let entry =
                    Entry { index, name: file.to_owned(), size: data.size(), crc: data.crc32() };
                models.entry(id).or_default().push(entry);
            }
        }
        models.retain(|_, files| files.iter().any(|file| names::is_service_file(&file.name)));
        if models.is_empty() {
            bail!("it holds no `botocore/data/SERVICE/VERSION/service-2.json`");
        }
        Ok(Self { archive, models, budget: TOTAL_LIMIT })
    }

    /// All models, by service and version.
    pub(super) fn models(&self) -> impl DoubleEndedIterator<Item = &ModelId> {
        self.models.keys()
    }

    /// The names of all services.
    pub(super) fn services(&self) -> BTreeSet<&str> {
        self.models().map(|id| id.service.as_str()).collect()
    }

    /// Whether a folder holds all files of a model, unchanged.
    pub(super) fn is_at(&self, id: &ModelId, folder: &Path) -> bool {
        self.files(id)
            .iter()
            .all(|entry| is_same(entry, &folder.join(&entry.name)).unwrap_or(false))
    }

    /// The names in a folder that are not of a model.
    pub(super) fn foreign(&self, id: &ModelId, folder: &Path) -> Result<Vec<String>> {
        if !folder.is_dir() {
            return Ok(Vec::new());
        }
        let context = || format!("the folder `{}` cannot be read", folder.display());
        let mut found = Vec::new();
        for entry in fs::read_dir(folder).with_context(context)? {
            let name = entry.with_context(context)?.file_name().to_string_lossy().into_owned();
            if self.files(id).iter().all(|entry| entry.name != name) {
                found.push(name);
            }
        }
        Ok(found)
    }

    /// Unpacks a model to a folder that is not there yet.
    pub(super) fn unpack(&mut self, id: &ModelId, folder: &Path) -> Result<()> {
        fs::create_dir_all(folder)
            .with_context(|| format!("`{}` cannot be made", folder.display()))?;
        let Self { archive, models, budget } = self;
        for entry in models.get(id).map_or(&[][..], Vec::as_slice) {
            let limit = FILE_LIMIT.min(*budget);
            let path = folder.join(&entry.name);
            let written = write(archive, entry.index, &path, limit)
                .with_context(|| format!("`{}` of {id} cannot be unpacked", entry.name))?;
            *budget -= written;
        }
        Ok(())
    }

    fn files(&self, id: &ModelId) -> &[Entry] {
        self.models.get(id).map_or(&[], Vec::as_slice)
    }
}

/// Writes one entry, whose checksum is looked at by the reader at its end.
fn write(
    archive: &mut ZipArchive<Cursor<Vec<u8>>>,
    index: usize,
    path: &Path,
    limit: u64,
) -> Result<u64> {
    let mut reader = archive.by_index(index)?.take(limit + 1);
    let mut file = File::create_new(path)?;
    let written = io::copy(&mut reader, &mut file)?;
    if written > limit {
        bail!("it is larger than {limit} bytes, the most that is unpacked");
    }
    Ok(written)
}

fn is_same(entry: &Entry, path: &Path) -> io::Result<bool> {
    let metadata = path.symlink_metadata()?;
    if !metadata.is_file() || metadata.len() != entry.size {
        return Ok(false);
    }
    let mut reader = CrcReader::new(File::open(path)?);
    io::copy(&mut reader, &mut io::sink())?;
    Ok(reader.crc().sum() == entry.crc)
}

/// Whether the name of an entry is a path that stays within the archive, on every system.
fn is_inside(name: &str) -> bool {
    let path = name.strip_suffix('/').unwrap_or(name);
    let plain = |c: char| !c.is_control() && c != '\\' && c != ':';
    path.chars().all(plain) && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

/// To which model an entry belongs, and as which file.
fn place(name: &str) -> Option<(ModelId, &str)> {
    let mut parts = name.strip_prefix("botocore/data/")?.split('/');
    let (Some(service), Some(version), Some(file), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    let id = ModelId { service: service.to_owned(), version: version.to_owned() };
    let is_model = names::is_service(service) && names::is_version(version) && is_file(file);
    is_model.then_some((id, file))
}

/// Whether a file may be one of a model; its name is as plain as that of a service.
fn is_file(name: &str) -> bool {
    names::is_service(name) && names::is_model_file(name)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;

    fn wheel(entries: &[(&str, &[u8])]) -> Result<(tempfile::TempDir, Result<Wheel>)> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            zip.start_file(*name, SimpleFileOptions::default())?;
            zip.write_all(bytes)?;
        }
        Ok((tempfile::tempdir()?, Wheel::open(zip.finish()?.into_inner())))
    }

    fn id(service: &str, version: &str) -> ModelId {
        ModelId { service: service.to_owned(), version: version.to_owned() }
    }

    const SQS: &str = "botocore/data/sqs/2012-11-05/service-2.json.gz";

    #[test]
    fn only_the_files_of_models_have_a_place() {
        assert_eq!(place(SQS), Some((id("sqs", "2012-11-05"), "service-2.json.gz")));
        for none in [
            "botocore/data/endpoints.json",
            "botocore/data/sqs/2012-11-05/",
            "botocore/data/sqs/2012-11-05/x/service-2.json",
            "botocore/data/sqs/latest/service-2.json",
            "botocore/data/sqs/2012-11-05/.hidden.json",
            "botocore/data/sqs/2012-11-05/run.py",
            "botocore/data/../2012-11-05/service-2.json",
            "x/botocore/data/sqs/2012-11-05/service-2.json",
        ] {
            assert_eq!(place(none), None, "{none}");
        }
    }

    #[test]
    fn a_path_that_leads_out_is_seen() {
        assert!(is_inside(SQS) && is_inside("botocore/"));
        for out in ["", "/", "/a", "..", "a/../b", "a//b", "./a", "a\\b", "c:a", "a\0", "a/.."] {
            assert!(!is_inside(out), "{out:?} was let through");
        }
    }

    #[test]
    fn a_model_is_unpacked_and_known_again() -> Result<()> {
        let examples = SQS.replace("service-2.json.gz", "examples-1.json");
        let old = "botocore/data/sqs/2011-01-01/examples-1.json";
        let (temp, wheel) =
            wheel(&[("botocore/x.py", b""), (SQS, b"one"), (&examples, b"two"), (old, b"three")])?;
        let mut wheel = wheel?;
        let sqs = id("sqs", "2012-11-05");
        assert_eq!(wheel.models().collect::<Vec<_>>(), [&sqs]);
        let folder = temp.path().join("out");
        assert!(!wheel.is_at(&sqs, &folder) && wheel.foreign(&sqs, &folder)?.is_empty());
        wheel.unpack(&sqs, &folder)?;
        assert_eq!(fs::read_dir(&folder)?.count(), 2);
        assert_eq!(fs::read(folder.join("examples-1.json"))?, b"two");
        assert!(wheel.is_at(&sqs, &folder));
        assert_eq!(wheel.budget, TOTAL_LIMIT - 6);
        fs::write(folder.join("mine.txt"), "")?;
        assert!(wheel.is_at(&sqs, &folder));
        assert_eq!(wheel.foreign(&sqs, &folder)?, ["mine.txt"]);
        fs::write(folder.join("examples-1.json"), "owt")?;
        assert!(!wheel.is_at(&sqs, &folder));
        Ok(())
    }

    #[test]
    fn what_grows_beyond_the_limits_is_refused() -> Result<()> {
        let bomb = vec![b' '; usize::try_from(FILE_LIMIT)? + 1];
        let (temp, wheel) = wheel(&[(SQS, &bomb)])?;
        let mut wheel = wheel?;
        let sqs = id("sqs", "2012-11-05");
        let error = wheel.unpack(&sqs, &temp.path().join("a")).unwrap_err();
        assert!(format!("{error:#}").contains("larger than 33554432 bytes"), "{error:#}");
        wheel.budget = 10;
        let error = wheel.unpack(&sqs, &temp.path().join("b")).unwrap_err();
        assert!(format!("{error:#}").contains("larger than 10 bytes"), "{error:#}");
        Ok(())
    }

    #[test]
    fn a_wheel_without_models_is_an_error() -> Result<()> {
        let (_temp, wheel) = wheel(&[("botocore/data/sqs/2012-11-05/examples-1.json", b"")])?;
        assert!(wheel.is_err());
        Ok(())
    }
}
