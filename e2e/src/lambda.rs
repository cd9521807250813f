//! Lambda, by restJson1. Nothing is invoked: moto would run it in a container.

use lambda::operation::{
    CreateFunction, DeleteFunction, GetFunction, ListFunctions, ListTags, TagResource,
    UpdateFunctionCode, UpdateFunctionConfiguration,
};
use lambda::types::{
    CreateFunctionRequest, DeleteFunctionRequest, Environment, FunctionCode, FunctionConfiguration,
    GetFunctionRequest, ListFunctionsRequest, ListTagsRequest, Runtime, State, TagResourceRequest,
    UpdateFunctionCodeRequest, UpdateFunctionConfigurationRequest,
};
use lambda::{Bytes, Error, ServiceError};

use crate::client::Client;
use crate::iam;

crate::cases![
    a_function_is_as_it_was_created,
    functions_are_listed,
    a_configuration_is_updated,
    code_is_replaced,
    a_function_is_tagged,
    a_deleted_function_is_its_own_error,
    a_taken_name_is_its_own_error,
];

/// A ZIP archive without a file: the record that ends it.
const EMPTY: &[u8] = b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

/// Another one: it has the comment `hi`.
const COMMENTED: &[u8] = b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x02\0hi";

/// The SHA-256 of each, in base64.
const EMPTY_SHA256: &str = "hznHbmgfkAkjuQDJ3w73XPQh05yrtUZQxLmtGbanbYU=";
const COMMENTED_SHA256: &str = "99Vh7le4MAnvR8ecY4D8U0hrIaVHWt+ccswZ+6Qkq6I=";

fn input(client: &Client<'_>, name: &str) -> CreateFunctionRequest {
    // Lambda refuses a role that does not exist.
    let role = iam::role(&client.of("iam"), &format!("lambda-{name}"));
    CreateFunctionRequest::builder()
        .function_name(name)
        .role(role)
        .runtime(Runtime::Python3_13)
        .handler("main.handle")
        .code(FunctionCode::builder().zip_file(Bytes::from_static(EMPTY)).build())
        .description("a \"b\" \u{e9}")
        .timeout(17)
        .memory_size(256)
        .environment(Environment::builder().variables([("KEY", "v & w"), ("NONE", "")]).build())
        .tags([("team", "a b")])
        .build()
}

fn create(lambda: &Client<'_>, name: &str) -> FunctionConfiguration {
    lambda.call::<CreateFunction>(&input(lambda, name))
}

fn a_function_is_as_it_was_created(lambda: &Client<'_>) {
    let created = create(lambda, "created");
    assert_eq!(
        created.function_arn.as_deref(),
        Some("arn:aws:lambda:us-east-1:123456789012:function:created")
    );
    let input = GetFunctionRequest::builder().function_name("created").build();
    let output = lambda.call::<GetFunction>(&input);
    let function = output.configuration.expect("a configuration");
    assert_eq!(function.function_arn, created.function_arn);
    assert_eq!(function.runtime, Some(Runtime::Python3_13));
    assert_eq!(function.handler.as_deref(), Some("main.handle"));
    assert_eq!(function.description.as_deref(), Some("a \"b\" \u{e9}"));
    assert_eq!((function.timeout, function.memory_size), (Some(17), Some(256)));
    assert_eq!(
        (function.code_size, function.code_sha256.as_deref()),
        (Some(22), Some(EMPTY_SHA256))
    );
    assert_eq!(function.state, Some(State::Active));
    let variables = function.environment.and_then(|it| it.variables).expect("variables");
    let expected = [("KEY", "v & w"), ("NONE", "")];
    assert_eq!(variables, expected.map(|(key, value)| (key.to_owned(), value.to_owned())).into());
    let tags = output.tags.expect("tags");
    assert_eq!(tags.get("team").map(String::as_str), Some("a b"));
    assert_eq!(output.code.and_then(|it| it.repository_type).as_deref(), Some("S3"));
}

fn functions_are_listed(lambda: &Client<'_>) {
    create(lambda, "listed-1");
    create(lambda, "listed-2");
    let functions = lambda.call::<ListFunctions>(&ListFunctionsRequest::default()).functions;
    let mut names: Vec<_> =
        functions.unwrap_or_default().into_iter().filter_map(|it| it.function_name).collect();
    names.retain(|name| name.starts_with("listed-"));
    names.sort();
    assert_eq!(names, ["listed-1", "listed-2"]);
}

fn a_configuration_is_updated(lambda: &Client<'_>) {
    create(lambda, "configured");
    let input = UpdateFunctionConfigurationRequest::builder()
        .function_name("configured")
        .memory_size(512)
        .description("")
        .build();
    let updated = lambda.call::<UpdateFunctionConfiguration>(&input);
    assert_eq!((updated.memory_size, updated.timeout), (Some(512), Some(17)));
    assert_eq!(updated.description.as_deref(), Some(""));
}

fn code_is_replaced(lambda: &Client<'_>) {
    create(lambda, "replaced");
    let input = UpdateFunctionCodeRequest::builder()
        .function_name("replaced")
        .zip_file(Bytes::from_static(COMMENTED))
        .build();
    let updated = lambda.call::<UpdateFunctionCode>(&input);
    assert_eq!(
        (updated.code_size, updated.code_sha256.as_deref()),
        (Some(24), Some(COMMENTED_SHA256))
    );
}

fn a_function_is_tagged(lambda: &Client<'_>) {
    let arn = create(lambda, "tagged").function_arn.expect("an ARN");
    let input = TagResourceRequest::builder().resource(&arn).tags([("unit", "x/y?z")]).build();
    lambda.call::<TagResource>(&input);
    let tags = lambda.call::<ListTags>(&ListTagsRequest::builder().resource(arn).build()).tags;
    let expected = [("team", "a b"), ("unit", "x/y?z")];
    let expected = expected.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
    assert_eq!(tags, Some(expected));
}

fn a_deleted_function_is_its_own_error(lambda: &Client<'_>) {
    create(lambda, "deleted");
    let input = DeleteFunctionRequest::builder().function_name("deleted").build();
    lambda.call::<DeleteFunction>(&input);
    let input = GetFunctionRequest::builder().function_name("deleted").build();
    let error = lambda.fail::<GetFunction>(&input);
    assert!(matches!(&error, Error::ResourceNotFoundException(_)), "{error:?}");
    assert!(error.message().is_some_and(|it| it.starts_with("Function not found: ")), "{error:?}");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
}

fn a_taken_name_is_its_own_error(lambda: &Client<'_>) {
    let input = input(lambda, "taken");
    lambda.call::<CreateFunction>(&input);
    let error = lambda.fail::<CreateFunction>(&input);
    assert!(matches!(&error, Error::ResourceConflictException(_)), "{error:?}");
}
