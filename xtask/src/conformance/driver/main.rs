//! Runs the cases of a file, and writes what came of them to another.

use std::error::Error;
use std::panic::{self, AssertUnwindSafe};

use harness::Run;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let [cases, outcomes] = paths.as_slice() else {
        return Err("name a file of cases, and one for their outcomes".into());
    };
    let cases: Vec<Value> = serde_json::from_slice(&std::fs::read(cases)?)?;
    let found: Vec<Value> = cases.iter().map(run).collect();
    std::fs::write(outcomes, serde_json::to_vec(&found)?)?;
    Ok(())
}

fn run(case: &Value) -> Value {
    let text = |key: &str| case.get(key).and_then(Value::as_str).unwrap_or_default();
    let Some(run) = find(text("service"), text("operation"), text("kind")) else {
        return json!({"unusable": "the generated crate has no such operation"});
    };
    let caught = panic::catch_unwind(AssertUnwindSafe(|| run(case)));
    caught.unwrap_or_else(|_| json!({"panicked": "the message is in the log"}))
}
