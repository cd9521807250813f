//! Runs the program with all cases at once.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::build::{Kind, Program};
use super::case::{Case, Check, EventCheck, EventHeader, EventsCheck, Response, Suite};
use super::compare::Outcome;
use super::latin1;

/// What came of each case; the error says why it could not be run.
pub(super) fn run(
    program: &Program,
    suite: &Suite,
    cases: &[&Case],
) -> Result<Vec<Result<Outcome, String>>> {
    let runnable: Vec<Result<Value, String>> =
        cases.iter().map(|case| describe(case, program, suite)).collect();
    let descriptions: Vec<&Value> = runnable.iter().flatten().collect();
    let mut outcomes = execute(program, &descriptions)?.into_iter();
    runnable
        .iter()
        .map(|runnable| match runnable {
            Ok(_) => Ok(Ok(outcomes.next().context("the program left out a case")?)),
            Err(message) => Ok(Err(message.clone())),
        })
        .collect()
}

/// A case as the program reads it.
fn describe(case: &Case, program: &Program, suite: &Suite) -> Result<Value, String> {
    let service = case.service.clone()?;
    if let Some(message) = program.missing.get(&service) {
        return Err(message.clone());
    }
    let mut value = json!({
        "service": suite.services[service].package,
        "operation": case.operation,
        "kind": Kind::of(&case.check).name(),
    });
    match &case.check {
        Check::Request(check) => value["params"] = json!(check.params),
        Check::Response(check) => add_response(&mut value, &check.response),
        Check::Events(check) => add_events(&mut value, check),
    }
    Ok(value)
}

fn add_response(value: &mut Value, response: &Response) {
    value["status"] = json!(response.status);
    value["headers"] = json!(response.headers);
    value["body"] = json!(latin1::encode(&response.body));
}

fn add_events(value: &mut Value, check: &EventsCheck) {
    value["params"] = json!(check.initial_request.params);
    value["input_stream"] = json!(check.unions.input_member);
    value["output_stream"] = json!(check.unions.output_member);
    let events = |events: &[EventCheck]| events.iter().map(event).collect::<Vec<_>>();
    value["requests"] = json!(events(&check.requests));
    value["responses"] = json!(events(&check.responses));
    add_response(value, &check.initial_response);
}

/// An event as the program reads it.
fn event(check: &EventCheck) -> Value {
    let header = |header: &EventHeader| json!([header.name, header.kind, header.value]);
    let mut value = json!({"headers": check.headers.iter().map(header).collect::<Vec<_>>()});
    if let Some(params) = &check.params {
        value["params"] = json!(params);
    }
    if let Some(body) = &check.body {
        value["body"] = json!(latin1::encode(&body.bytes));
    }
    if let Some(bytes) = &check.bytes {
        value["bytes"] = json!(latin1::encode(bytes));
    }
    value
}

fn execute(program: &Program, cases: &[&Value]) -> Result<Vec<Outcome>> {
    let (input, output) = (program.folder.join("cases.json"), program.folder.join("outcomes.json"));
    fs::write(&input, serde_json::to_vec(cases)?)
        .with_context(|| format!("`{}` cannot be written", input.display()))?;
    let status = Command::new(&program.path)
        .args([&input, &output])
        .status()
        .with_context(|| format!("`{}` cannot be run", program.path.display()))?;
    if !status.success() {
        bail!("the program that runs the cases ended with {status}");
    }
    let bytes =
        fs::read(&output).with_context(|| format!("`{}` cannot be read", output.display()))?;
    serde_json::from_slice(&bytes).context("the outcomes are malformed")
}
