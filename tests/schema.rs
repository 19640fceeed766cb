//! The JSON Schema that `trich schema` prints holds for what `trich extract` prints.

#![cfg(feature = "patterns")]

use jsonschema::Validator;
use serde_json::Value;
use std::process::Command;

/// What the program prints when it is called from the folder of the crate.
fn trich(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trich"));
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn validator() -> Validator {
    jsonschema::validator_for(&serde_json::from_str(&trich(&["schema"])).unwrap()).unwrap()
}

#[test]
fn every_record_of_the_samples_is_valid() {
    let validator = validator();
    let records = trich(&["extract", "samples"]);
    for kind in ["ratio", "percentage", "official"] {
        assert!(
            records.contains(&format!(r#""kind":"{kind}""#)),
            "the samples have no record of kind {kind}"
        );
    }
    for line in records.lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        if let Err(error) = validator.validate(&record) {
            panic!("{error}\nat {} of {line}", error.instance_path());
        }
    }
}

#[test]
fn records_of_patterns_are_valid() {
    let validator = validator();
    let records = trich(&[
        "extract",
        "samples",
        "-p",
        "samples/patterns",
        "--only",
        "target,fine,departure,appointment",
    ]);
    assert!(!records.is_empty(), "the samples have no record of a pattern");
    for line in records.lines() {
        assert!(validator.is_valid(&serde_json::from_str(line).unwrap()), "{line}");
    }
}

#[test]
fn what_is_no_record_is_not_valid() {
    let validator = validator();
    let record = serde_json::json!({
        "doc": "a", "kind": "ratio", "text": "1/2", "start": 0, "end": 3, "numerator": 1, "denominator": 2,
        "value": 0.5, "unit": null, "rank": false, "bound": "=", "sentence": "1/2", "rule": "slash",
    });
    assert!(validator.is_valid(&record));
    for field in ["doc", "kind", "start", "numerator", "bound", "sentence"] {
        let mut lacking = record.clone();
        lacking.as_object_mut().unwrap().remove(field);
        assert!(!validator.is_valid(&lacking), "without {field}");
    }
}
