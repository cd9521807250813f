use super::*;

#[test]
fn shapes_keep_their_names_where_rust_allows() {
    for (model, rust) in [
        ("SignUpRequest", "SignUpRequest"),
        ("VPCConfig", "VPCConfig"),
        ("apiKey", "ApiKey"),
        ("API_Key", "ApiKey"),
        ("__key", "Key"),
        ("Self", "Self_"),
        ("Option", "Option"),
        ("_2Fast", "_2Fast"),
        ("AbpV1_0_x", "AbpV1_0X"),
        ("iOSApp", "IosApp"),
    ] {
        assert_eq!(type_name(model), rust);
    }
}

#[test]
fn members_are_in_snake_case() {
    for (model, rust) in [
        ("ClientId", "client_id"),
        ("UserPoolARNs", "user_pool_arns"),
        ("eTag", "etag"),
        ("dynamoDBv2", "dynamo_dbv2"),
        ("SSEKMSKeyId", "sse_kms_key_id"),
        ("HTTPCode4XXCount", "http_code_4xx_count"),
        ("NfsV4_1", "nfs_v4_1"),
        ("2fa", "_2fa"),
        ("self", "self_"),
        ("Self", "self_"),
        ("crate", "crate_"),
        ("super", "super_"),
        ("naïve", "naïve"),
    ] {
        assert_eq!(member_name(model), rust);
    }
}

#[test]
fn every_other_keyword_becomes_raw() {
    let others = |keyword: &&str| !["crate", "self", "super", "_"].contains(keyword);
    for keyword in KEYWORDS.into_iter().filter(others) {
        assert_eq!(member_name(keyword), format!("r#{keyword}"));
        assert_eq!(module_name(keyword), format!("{keyword}_"));
    }
}

#[test]
fn variants_are_in_camel_case() {
    for (model, rust) in [
        ("USER_SRP_AUTH", "UserSrpAuth"),
        ("t2.micro", "T2Micro"),
        ("m5.2xlarge", "M5_2xlarge"),
        ("m52.xlarge", "M52Xlarge"),
        ("TLSv1_2_2021", "Tlsv1_2_2021"),
        ("x86_64", "X86_64"),
        ("iOS", "Ios"),
        ("5m", "V5m"),
        ("_0_5", "V0_5"),
        ("*", "Asterisk"),
        (">=", "GreaterEquals"),
        ("", "Empty"),
        ("Unknown", "UnknownValue"),
        ("UNKNOWN", "UnknownValue"),
        ("self", "Self_"),
    ] {
        assert_eq!(variant_name(model), rust);
    }
}

#[test]
fn setters_keep_their_traits_apart() {
    for (setter, name) in [
        ("client_id", "ClientId"),
        ("r#type", "Type"),
        ("foo_bar_2", "FooBarN2"),
        ("foo_bar2", "FooBar2"),
        ("foo_n2", "FooNn2"),
        ("_2fa", "N2fa"),
        ("n2fa", "Nn2fa"),
        ("nn2fa", "Nnn2fa"),
        ("self_", "Self_"),
    ] {
        assert_eq!(trait_name(setter), name);
    }
}

#[test]
fn case_and_underscores_rename_no_member() {
    for (model, name) in [("ClientId", "client_id"), ("type", "r#type"), ("self", "self_")] {
        assert!(!is_renamed(model, name), "{model}");
    }
    for (model, name) in [("foo_bar", "foo_bar_2"), ("Unknown", "UnknownValue")] {
        assert!(is_renamed(model, name), "{model}");
    }
}

#[test]
fn modules_avoid_keywords_and_device_files() {
    for (name, module) in [
        ("Type", "type_"),
        ("Con", "con_"),
        ("Com1", "com1_"),
        ("Comet", "comet"),
        ("_2", "_2_"),
        ("Types", "types_"),
        ("Rt", "rt_"),
        ("SmithgenRuntime", "smithgen_runtime_"),
    ] {
        assert_eq!(module_name(name), module);
    }
    assert_eq!(module_name(&"Ab".repeat(100)), "ab_".repeat(67)[..200]);
}
