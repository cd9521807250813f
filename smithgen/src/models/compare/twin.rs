//! The model of botocore that is of the same service as another one.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;
use smithgen_codegen::ir::Service;

use crate::input::names::is_service_file;
use crate::input::pulled::ModelId;
use crate::input::sources;

/// The folder of the model of a service, among those that were pulled; of several releases, in the newest.
///
/// AWS's tools know a service by one name, which both formats state. Few services share a version, so few
/// files are read.
pub(super) fn find(service: &Service, pulled: &[(ModelId, PathBuf)]) -> Result<Option<PathBuf>> {
    let Some(sdk_id) = &service.sdk_id else { return Ok(None) };
    for (_, folder) in pulled.iter().rev().filter(|(id, _)| id.version == service.version) {
        if sdk_id_of(folder)?.as_ref() == Some(sdk_id) {
            return Ok(Some(folder.clone()));
        }
    }
    Ok(None)
}

/// What is of interest in a `service-2.json`; the rest is skipped.
#[derive(Deserialize)]
struct Model {
    metadata: Metadata,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Metadata {
    service_id: Option<String>,
}

fn sdk_id_of(folder: &Path) -> Result<Option<String>> {
    let is_service_file =
        |path: &Path| path.file_name().is_some_and(|name| is_service_file(&name.to_string_lossy()));
    let files = sources::find(&[folder.to_owned()])?;
    let Some(file) = files.iter().find(|file| is_service_file(&file.path)) else {
        return Ok(None);
    };
    let model: Model = serde_json::from_slice(&file.read()?.bytes)
        .with_context(|| format!("`{}` is not a model of botocore", file.name))?;
    Ok(model.metadata.service_id)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn service(sdk_id: Option<&str>, version: &str) -> Service {
        Service {
            shape_id: "example#Service".to_owned(),
            name: "Service".to_owned(),
            title: "Service".to_owned(),
            version: version.to_owned(),
            docs: Vec::new(),
            protocol_name: "awsJson1_0".to_owned(),
            protocol: None,
            target_prefix: None,
            query_compatible: false,
            sdk_id: sdk_id.map(str::to_owned),
            xml_namespace: None,
        }
    }

    #[test]
    fn a_twin_has_the_name_and_the_version() -> Result<()> {
        let temp = tempfile::tempdir()?;
        let mut folders = Vec::new();
        for (release, name, version, sdk_id) in [
            ("botocore-1.0.0", "sqs", "2012-11-05", "SQS"),
            ("botocore-1.0.1", "other", "2012-11-05", "Other"),
            ("botocore-1.0.1", "sqs", "2012-11-05", "SQS"),
            ("botocore-1.0.1", "sqs", "2020-01-01", "SQS"),
        ] {
            let id = ModelId { service: name.to_owned(), version: version.to_owned() };
            let folder = temp.path().join(release).join(id.folder());
            fs::create_dir_all(&folder)?;
            let text =
                format!(r#"{{ "metadata": {{ "serviceId": "{sdk_id}" }}, "shapes": {{}} }}"#);
            fs::write(folder.join("service-2.json"), text)?;
            fs::write(folder.join("examples-1.json"), "{}")?;
            folders.push((id, folder));
        }
        let found = |sdk_id, version| find(&service(sdk_id, version), &folders);
        assert_eq!(found(Some("SQS"), "2012-11-05")?, Some(folders[2].1.clone()));
        assert_eq!(found(Some("SQS"), "2020-01-01")?, Some(folders[3].1.clone()));
        assert_eq!(found(Some("SNS"), "2012-11-05")?, None);
        assert_eq!(found(Some("SQS"), "2012-11-06")?, None);
        assert_eq!(found(None, "2012-11-05")?, None);
        Ok(())
    }
}
