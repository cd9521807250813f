//! What the tests pull from, and where to.

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use smithgen_tests::run::Run;
use tempfile::TempDir;
use zip::write::{SimpleFileOptions, ZipWriter};

pub(crate) const SQS: &str = r#"{
  "version": "2.0",
  "metadata": {
    "apiVersion": "2012-11-05", "endpointPrefix": "sqs", "jsonVersion": "1.0", "protocol": "json",
    "protocols": ["json", "query"], "serviceFullName": "Amazon Simple Queue Service", "serviceId": "SQS",
    "signatureVersion": "v4", "signingName": "sqs", "targetPrefix": "AmazonSQS", "uid": "sqs-2012-11-05"
  },
  "operations": {
    "SendMessage": {
      "name": "SendMessage", "http": {"method": "POST", "requestUri": "/"}, "input": {"shape": "SendMessageRequest"}
    }
  },
  "shapes": {
    "String": {"type": "string"},
    "SendMessageRequest": {"type": "structure", "required": ["Body"], "members": {"Body": {"shape": "String"}}}
  }
}"#;

const EXTRAS: &[u8] = br#"{"version": 1.0, "merge": {"metadata": {"serviceAbbreviation": "SQS"}}}"#;

const EC2: &str = r#"{"metadata": {"protocol": "ec2"}, "operations": {}, "shapes": {}}"#;

/// Gives the wheel to whoever asks, and keeps count.
pub(crate) const PIP: &str = "\
echo \"$@\" >> @ROOT@/calls
while [ $# -gt 1 ]; do
    if [ \"$1\" = --dest ]; then /bin/cp @ROOT@/wheel \"$2/botocore-1.2.3-py3-none-any.whl\"; fi
    shift
done
";

/// A workspace without services, a wheel, and a pip.
pub(crate) struct Bench {
    folder: TempDir,
}

impl Bench {
    pub(crate) fn new() -> Self {
        let bench = Self { folder: tempfile::tempdir().unwrap() };
        bench.write("models/services.toml", "");
        let (sqs, ec2) = (gzip(SQS), gzip(EC2));
        bench.wheel(&[
            ("botocore/__init__.py", b""),
            ("botocore/data/endpoints.json", b"{}"),
            ("botocore/data/ec2/2015-10-01/service-2.json.gz", &ec2),
            ("botocore/data/ec2/2016-11-15/service-2.json.gz", &ec2),
            ("botocore/data/ec2/2017-01-01/examples-1.json", b"{}"),
            ("botocore/data/sqs/2012-11-05/service-2.sdk-extras.json", EXTRAS),
            ("botocore/data/sqs/2012-11-05/service-2.json.gz", &sqs),
        ]);
        bench.python(PIP);
        bench
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.path().join(path).exists()
    }

    /// Makes the wheel, and pins it.
    pub(crate) fn wheel(&self, entries: &[(&str, &[u8])]) {
        let mut zip = ZipWriter::new(File::create(self.path().join("wheel")).unwrap());
        for (name, bytes) in entries {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap();
        self.pin();
    }

    /// Changes the bytes of the wheel, and pins what comes of it.
    pub(crate) fn damage(&self, change: impl FnOnce(&mut Vec<u8>)) {
        let path = self.path().join("wheel");
        let mut bytes = fs::read(&path).unwrap();
        change(&mut bytes);
        fs::write(&path, bytes).unwrap();
        self.pin();
    }

    pub(crate) fn pin(&self) {
        let hash = Sha256::digest(fs::read(self.path().join("wheel")).unwrap());
        let hex: Vec<String> = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        let text = format!("botocore==1.2.3 \\\n    --hash=sha256:{}\n", hex.concat());
        self.write("models/botocore-requirements.txt", &text);
    }

    /// Makes an interpreter of a script.
    pub(crate) fn python(&self, script: &str) {
        let script = script.replace("@ROOT@", self.path().to_str().unwrap());
        self.write("bin/python3", &format!("#!/bin/sh\n{script}"));
        let path = self.path().join("bin/python3");
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// How often pip was called.
    pub(crate) fn calls(&self) -> usize {
        fs::read_to_string(self.path().join("calls")).map_or(0, |text| text.lines().count())
    }

    /// Runs `models` with these words.
    pub(crate) fn run(&self, words: &[&str]) -> Run {
        self.smithgen(&[&["models"], words].concat())
    }

    pub(crate) fn smithgen(&self, words: &[&str]) -> Run {
        Run::of(
            Command::new(env!("CARGO_BIN_EXE_smithgen"))
                .args(["--root", "."])
                .args(words)
                .current_dir(self.path())
                .env("PATH", self.path().join("bin")),
        )
    }

    pub(crate) fn good(&self, words: &[&str]) -> Run {
        let run = self.run(words);
        assert_eq!(run.code, Some(0), "{run:#?}");
        run
    }

    /// Runs what is expected to fail, and to leave everything as it was.
    pub(crate) fn bad(&self, words: &[&str]) -> Run {
        let before = self.pulled();
        let run = self.run(words);
        assert_eq!(run.code, Some(1), "{run:#?}");
        assert_eq!(self.pulled(), before, "{run:#?}");
        run
    }

    /// Every file that was pulled, but for the wheel.
    pub(crate) fn pulled(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        let mut folders = vec![self.path().join("models/.pulled")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_none_or(|extension| extension != "whl") {
                    files.push((path.clone(), fs::read(&path).unwrap()));
                }
            }
        }
        files.sort();
        files
    }
}

/// The bytes of a gzip of a text.
pub(crate) fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}
