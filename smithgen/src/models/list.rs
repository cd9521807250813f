//! `models list`: which models there are.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use smithgen_codegen::diagnostics::Source;
use smithgen_codegen::model::TraitId;

use crate::input::pulled::{self, ModelId};
use crate::input::services;
use crate::input::sources::{self, ModelFile};
use crate::outcome::Outcome;
use crate::paths::Workspace;
use crate::program;
use crate::screen::table::{Side, Table};
use crate::screen::terminal::{self, note};

use super::pull;

/// List the models that were pulled and those of models/services.toml
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What the pinned release of botocore has, pulled or not, instead
    #[arg(long)]
    release: bool,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// A line of the list.
#[derive(Debug, Serialize)]
struct Row {
    name: String,
    version: String,
    protocols: Vec<Cow<'static, str>>,
    operations: usize,
    /// The folder or files, relative to the workspace.
    from: Vec<String>,
}

/// A line of the list of a release.
#[derive(Debug, Serialize)]
struct Offer {
    name: String,
    /// The newest first.
    versions: Vec<String>,
    /// Those that were pulled.
    pulled: Vec<String>,
}

/// What a model says about itself.
#[derive(Debug, PartialEq, Eq)]
struct Facts {
    version: String,
    protocols: Vec<Cow<'static, str>>,
    operations: usize,
}

/// Runs the command.
pub(super) fn run(args: &Args, workspace: &Workspace) -> Result<Outcome> {
    if args.release {
        return list_release(args.json, workspace);
    }
    let mut candidates = of_services(workspace)?;
    let pulled = pulled::all(&workspace.pulled())?;
    if pulled.is_empty() {
        note(&format!(
            "nothing was pulled yet; `{}` fetches models, such as `sqs`, and `models pull --all` all that \
             botocore has",
            program::command("models pull NAME")
        ));
    }
    candidates.extend(pulled.iter().map(|(id, folder)| of_pulled(id, folder, workspace)));
    let rows: Vec<Result<Row>> = candidates.into_par_iter().map(Candidate::read).collect();
    let (rows, errors): (Vec<_>, Vec<_>) = rows.into_iter().partition(Result::is_ok);
    let rows: Vec<Row> = rows.into_iter().flatten().collect();
    terminal::print(&if args.json { json(&rows)? } else { table(&rows).to_string() })?;
    errors.iter().filter_map(|error| error.as_ref().err()).for_each(terminal::error);
    if errors.is_empty() { Ok(Outcome::Good) } else { Ok(Outcome::Bad) }
}

/// A model that has not been looked into.
struct Candidate {
    name: String,
    files: Vec<ModelFile>,
    from: Vec<String>,
}

impl Candidate {
    fn read(self) -> Result<Row> {
        let context = || format!("`{}` cannot be listed", self.name);
        let sources = sources::read(&self.files).with_context(context)?;
        let Facts { version, protocols, operations } = facts(&sources).with_context(context)?;
        Ok(Row { name: self.name, version, protocols, operations, from: self.from })
    }
}

fn of_services(workspace: &Workspace) -> Result<Vec<Candidate>> {
    let candidate = |service: services::Service| Candidate {
        name: service.name,
        from: service.models.iter().map(|file| file.name.clone()).collect(),
        files: service.models,
    };
    Ok(services::read(workspace)?.into_iter().map(candidate).collect())
}

/// Of a pulled model the main file says enough.
fn of_pulled(id: &ModelId, folder: &Path, workspace: &Workspace) -> Candidate {
    let plain = folder.join("service-2.json");
    let path = if plain.is_file() { plain } else { folder.join("service-2.json.gz") };
    let from = workspace.shown(folder).to_string_lossy().replace('\\', "/");
    let files = vec![ModelFile::named_by_path(path)];
    Candidate { name: id.service.clone(), files, from: vec![from] }
}

/// What is of interest in a `service-2.json`; the rest is skipped.
#[derive(Deserialize)]
struct Botocore {
    metadata: Metadata,
    #[serde(deserialize_with = "keys")]
    operations: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Metadata {
    api_version: Option<String>,
    protocol: Option<String>,
    json_version: Option<String>,
    #[serde(default)]
    protocols: Vec<String>,
}

/// What is of interest in a model of Smithy.
#[derive(Deserialize)]
struct Smithy {
    smithy: String,
    #[serde(default)]
    shapes: BTreeMap<String, Shape>,
}

#[derive(Deserialize)]
struct Shape {
    #[serde(rename = "type")]
    kind: String,
    version: Option<String>,
    #[serde(default, deserialize_with = "keys")]
    traits: BTreeSet<String>,
}

/// The keys of an object, whose values are skipped.
fn keys<'de, D: Deserializer<'de>>(object: D) -> Result<BTreeSet<String>, D::Error> {
    object.deserialize_map(Keys)
}

struct Keys;

impl<'de> Visitor<'de> for Keys {
    type Value = BTreeSet<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut keys = BTreeSet::new();
        while let Some((key, IgnoredAny)) = entries.next_entry()? {
            keys.insert(key);
        }
        Ok(keys)
    }
}

/// Reads no more of a model than the list needs; `regenerate` tells what is wrong with the rest.
fn facts(sources: &[Source]) -> Result<Facts> {
    let mut total = Facts { version: String::new(), protocols: Vec::new(), operations: 0 };
    for source in sources {
        let more = facts_of(&source.bytes).with_context(|| format!("in `{}`", source.name))?;
        total.operations += more.operations;
        total.protocols.extend(more.protocols);
        if total.version.is_empty() {
            total.version = more.version;
        }
    }
    Ok(total)
}

fn facts_of(bytes: &[u8]) -> Result<Facts> {
    if let Ok(model) = serde_json::from_slice::<Botocore>(bytes) {
        return Ok(of_botocore(model));
    }
    let model: Smithy = serde_json::from_slice(bytes)?;
    if model.smithy.is_empty() {
        bail!("it does not say which version of Smithy it has");
    }
    Ok(of_smithy(&model))
}

fn of_botocore(model: Botocore) -> Facts {
    let Metadata { api_version, protocol, json_version, protocols } = model.metadata;
    let names = if protocols.is_empty() { protocol.into_iter().collect() } else { protocols };
    let protocols = names.into_iter().map(|name| in_smithy(name, json_version.as_deref()));
    Facts {
        version: api_version.unwrap_or_default(),
        protocols: protocols.collect(),
        operations: model.operations.len(),
    }
}

/// How Smithy calls a protocol of botocore.
fn in_smithy(protocol: String, json_version: Option<&str>) -> Cow<'static, str> {
    match (protocol.as_str(), json_version) {
        ("json", Some("1.1")) => "awsJson1_1".into(),
        ("json", _) => "awsJson1_0".into(),
        ("rest-json", _) => "restJson1".into(),
        ("rest-xml", _) => "restXml".into(),
        ("query", _) => "awsQuery".into(),
        ("ec2", _) => "ec2Query".into(),
        ("smithy-rpc-v2-cbor", _) => "rpcv2Cbor".into(),
        _ => protocol.into(),
    }
}

fn of_smithy(model: &Smithy) -> Facts {
    let of_kind =
        |kind: &'static str| model.shapes.values().filter(move |shape| shape.kind == kind);
    let has = |id: &TraitId| of_kind("service").any(|service| service.traits.contains(id.as_str()));
    let names = TraitId::PROTOCOLS.into_iter().filter(has).map(|id| id.name().into());
    Facts {
        version: of_kind("service").find_map(|service| service.version.clone()).unwrap_or_default(),
        protocols: names.collect(),
        operations: of_kind("operation").count(),
    }
}

fn table(rows: &[Row]) -> Table<5> {
    let mut table = Table::new([
        ("name", Side::Left),
        ("version", Side::Left),
        ("protocols", Side::Left),
        ("operations", Side::Right),
        ("from", Side::Left),
    ]);
    for row in rows {
        table.row([
            row.name.clone(),
            row.version.clone(),
            row.protocols.join(", "),
            row.operations.to_string(),
            row.from.join(", "),
        ]);
    }
    table
}

fn list_release(as_json: bool, workspace: &Workspace) -> Result<Outcome> {
    let Some(models) = pull::release(workspace)? else {
        bail!(
            "the pinned release of botocore has not been downloaded; `{}` does so",
            program::command("models pull NAME")
        );
    };
    let pulled = pulled::all(&workspace.pulled())?;
    let offers = offers(models, |id| pulled.iter().any(|(other, _)| other == id));
    if as_json {
        terminal::print(&json(&offers)?)?;
        return Ok(Outcome::Good);
    }
    let mut table =
        Table::new([("name", Side::Left), ("pulled", Side::Left), ("versions", Side::Left)]);
    for offer in offers {
        table.row([offer.name, offer.pulled.join(", "), offer.versions.join(", ")]);
    }
    terminal::print(&table.to_string())?;
    Ok(Outcome::Good)
}

fn offers(models: Vec<ModelId>, is_pulled: impl Fn(&ModelId) -> bool) -> Vec<Offer> {
    let mut offers: BTreeMap<String, Offer> = BTreeMap::new();
    for id in models.into_iter().rev() {
        let pulled = is_pulled(&id);
        let offer = offers.entry(id.service.clone()).or_insert_with(|| Offer {
            name: id.service,
            versions: Vec::new(),
            pulled: Vec::new(),
        });
        if pulled {
            offer.pulled.push(id.version.clone());
        }
        offer.versions.push(id.version);
    }
    offers.into_values().collect()
}

fn json(value: &impl Serialize) -> Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<Facts> {
        facts_of(text.as_bytes())
    }

    #[test]
    fn botocores_protocols_are_called_as_smithy_does() -> Result<()> {
        let facts = of(r#"{
            "metadata": {"apiVersion": "2012-11-05", "protocol": "json", "jsonVersion": "1.0",
                "protocols": ["json", "query", "new"], "auth": []},
            "operations": {"A": {"x": [1]}, "B": {}}, "shapes": {"type": 1}}"#)?;
        assert_eq!((facts.version.as_str(), facts.operations), ("2012-11-05", 2));
        assert_eq!(facts.protocols, ["awsJson1_0", "awsQuery", "new"]);
        let facts =
            of(r#"{"metadata": {"protocol": "json", "jsonVersion": "1.1"}, "operations": {}}"#)?;
        assert_eq!(facts.protocols, ["awsJson1_1"]);
        for (name, expected) in [
            ("rest-json", "restJson1"),
            ("rest-xml", "restXml"),
            ("ec2", "ec2Query"),
            ("smithy-rpc-v2-cbor", "rpcv2Cbor"),
        ] {
            assert_eq!(in_smithy(name.to_owned(), None), expected);
        }
        Ok(())
    }

    #[test]
    fn smithys_models_are_read_too_and_overlays_add_nothing() -> Result<()> {
        let facts = of(r#"{"smithy": "2.0", "shapes": {
            "a#S": {"type": "service", "version": "1", "traits": {
                "smithy.protocols#rpcv2Cbor": {}, "aws.protocols#awsQueryCompatible": {}}},
            "a#O": {"type": "operation", "input": {"target": "a#I"}},
            "a#I": {"type": "structure", "members": {}}}}"#)?;
        let expected =
            Facts { version: "1".into(), protocols: vec!["rpcv2Cbor".into()], operations: 1 };
        assert_eq!(facts, expected);
        let overlay = r#"{"smithy": "2.0", "shapes": {"a#S": {"type": "apply", "traits": {}}}}"#;
        assert_eq!(of(overlay)?.operations, 0);
        assert!(of("{}").is_err() && of("[").is_err());
        Ok(())
    }

    #[test]
    fn an_offer_has_its_versions_newest_first() {
        let id = |service: &str, version: &str| ModelId {
            service: service.to_owned(),
            version: version.to_owned(),
        };
        let models = vec![id("ec2", "2015"), id("ec2", "2016"), id("s3", "2006")];
        let offers = offers(models, |id| id.version == "2015");
        assert_eq!(offers[0].versions, ["2016", "2015"]);
        assert_eq!(offers[0].pulled, ["2015"]);
        assert_eq!((offers.len(), offers[1].pulled.len()), (2, 0));
    }
}
