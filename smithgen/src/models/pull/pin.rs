//! Which release is pulled: `models/botocore-requirements.txt`, and for its source
//! `models/botocore-source-requirements.txt`.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::paths::Workspace;

/// The package that has the models.
const PACKAGE: &str = "botocore";

/// Maximum size of a release's file, in bytes: many times that of a release.
const LIMIT: u64 = 256 * 1024 * 1024;

/// In which form a release is pulled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// What is installed: it has the models.
    Wheel,
    /// What it is built from: it has the tests.
    Source,
}

impl Form {
    /// The requirements file of a workspace.
    pub(super) fn requirements(self, workspace: &Workspace) -> PathBuf {
        workspace.models().join(match self {
            Self::Wheel => "botocore-requirements.txt",
            Self::Source => "botocore-source-requirements.txt",
        })
    }
}

/// A release in one form, and its hash.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pin {
    form: Form,
    version: String,
    /// In lower-case hexadecimal; a release may have several wheels.
    hashes: Vec<String>,
}

impl Pin {
    /// Reads the requirements file of a form.
    pub(super) fn read(form: Form, workspace: &Workspace) -> Result<Self> {
        let path = form.requirements(workspace);
        let text = fs::read_to_string(&path)
            .with_context(|| format!("`{}` cannot be read", path.display()))?;
        Self::parse(form, &text).with_context(|| {
            format!(
                "`{}` has to be one line `{PACKAGE}==VERSION --hash=sha256:HEX`",
                path.display()
            )
        })
    }

    fn parse(form: Form, text: &str) -> Result<Self> {
        let mut words = text
            .lines()
            .map(|line| line.split_once('#').map_or(line, |(before, _)| before))
            .flat_map(str::split_ascii_whitespace)
            .filter(|word| *word != "\\");
        let Some((PACKAGE, version)) = words.next().and_then(|word| word.split_once("==")) else {
            bail!("it pins no release of {PACKAGE}");
        };
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '.';
        if !version.starts_with(|c: char| c.is_ascii_digit()) || !version.chars().all(plain) {
            bail!("`{version}` is not a version");
        }
        let hashes = words.map(hash).collect::<Result<Vec<_>>>()?;
        if hashes.is_empty() {
            bail!("it has no hash");
        }
        Ok(Self { form, version: version.to_owned(), hashes })
    }

    /// The release's name, such as `botocore-1.44.5`.
    pub(super) fn release(&self) -> String {
        format!("{PACKAGE}-{}", self.version)
    }

    /// In which form it is.
    pub(super) fn form(&self) -> Form {
        self.form
    }

    /// The name of its file.
    pub(super) fn file(&self) -> String {
        match self.form {
            Form::Wheel => format!("{}-py3-none-any.whl", self.release()),
            Form::Source => format!("{}.tar.gz", self.release()),
        }
    }

    /// Reads a file that has to be the release. The bytes that are returned are those that were verified, so
    /// that whoever changes the file afterwards changes nothing.
    pub(super) fn load(&self, file: &Path) -> Result<Vec<u8>> {
        let bytes = read(file).with_context(|| format!("`{}` cannot be read", file.display()))?;
        let found = sha256(&bytes);
        if self.hashes.contains(&found) {
            return Ok(bytes);
        }
        bail!("its SHA-256 is {found}, and {} is expected", self.hashes.join(" or "));
    }
}

fn hash(word: &str) -> Result<String> {
    match word.strip_prefix("--hash=sha256:") {
        Some(hex) if hex.len() == 64 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
            Ok(hex.to_ascii_lowercase())
        }
        _ => bail!("`{word}` is not `--hash=sha256:` and 64 hexadecimal digits"),
    }
}

/// Reads a file of bounded size.
fn read(file: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(file)?.take(LIMIT + 1).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len())? > LIMIT {
        bail!("it is larger than {LIMIT} bytes, the most that a release may have");
    }
    Ok(bytes)
}

fn sha256(bytes: &[u8]) -> String {
    let hex: Vec<String> = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    hex.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of no bytes at all.
    const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn a_pin_is_a_version_and_hashes() -> Result<()> {
        let text = format!("# why\nbotocore==1.2.3 \\\n  --hash=sha256:{EMPTY} # x\n");
        let (form, hashes) = (Form::Wheel, vec![EMPTY.into()]);
        let pin = Pin::parse(form, &text)?;
        assert_eq!(pin, Pin { form, version: "1.2.3".into(), hashes });
        assert_eq!(pin.file(), "botocore-1.2.3-py3-none-any.whl");
        assert_eq!(Pin::parse(Form::Source, &text)?.file(), "botocore-1.2.3.tar.gz");
        for wrong in [
            "",
            "botocore",
            "boto3==1.2.3",
            "botocore==1.2.3",
            "botocore>=1.2.3 --hash=sha256:00",
            "botocore==1.2.3 --hash=sha256:00",
            &format!("botocore==../x --hash=sha256:{EMPTY}"),
            &format!("botocore==1.2.3 --hash=sha256:{EMPTY}\nboto3==1"),
            &format!("botocore==1.2.3 --hash=md5:{EMPTY}"),
        ] {
            assert!(Pin::parse(Form::Wheel, wrong).is_err(), "{wrong:?} was let through");
        }
        Ok(())
    }

    #[test]
    fn the_pin_of_this_workspace_is_right() -> Result<()> {
        let workspace = Workspace::open(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")))?;
        for form in [Form::Wheel, Form::Source] {
            let pin = Pin::read(form, &workspace)?;
            assert_eq!((pin.release().as_str(), pin.hashes.len()), ("botocore-1.44.5", 1));
        }
        Ok(())
    }

    #[test]
    fn only_the_release_is_read() -> Result<()> {
        let temp = tempfile::tempdir()?;
        let path = temp.path().join("wheel");
        fs::write(&path, "")?;
        let pin = Pin { form: Form::Wheel, version: "1".into(), hashes: vec![EMPTY.into()] };
        assert_eq!(pin.load(&path)?, b"");
        fs::write(&path, "x")?;
        let message = pin.load(&path).unwrap_err().to_string();
        assert!(message.contains(EMPTY) && message.contains("2d711642b726b044"), "{message}");
        Ok(())
    }
}
