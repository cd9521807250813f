//! `DynamoDB`, by awsJson 1.0.

use std::collections::BTreeMap;

use dynamodb::operation::{
    CreateTable, DeleteItem, DescribeTable, GetItem, PutItem, Query, TransactWriteItems, UpdateItem,
};
use dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, CreateTableInput, DeleteItemInput,
    DescribeTableInput, GetItemInput, KeySchemaElement, KeyType, Put, PutItemInput, QueryInput,
    ReturnValue, ReturnValuesOnConditionCheckFailure, ScalarAttributeType, TableStatus,
    TransactWriteItem, TransactWriteItemsInput, UpdateItemInput,
};
use dynamodb::{Bytes, Error, ServiceError};

use crate::client::Client;

crate::cases![
    a_table_is_described_as_it_was_created,
    an_item_keeps_all_kinds_of_attributes,
    a_query_gives_its_pages_in_order,
    an_update_gives_the_new_values,
    a_failed_condition_is_its_own_error_with_its_item,
    a_cancelled_transaction_says_why_for_each_item,
    a_deleted_item_is_gone,
    an_unknown_table_is_its_own_error,
];

type Item = BTreeMap<String, AttributeValue>;

/// A table of that name, whose items have a partition key `p`, a text, and a sort key `s`, a number.
fn table(dynamodb: &Client<'_>, name: &str) {
    let key =
        |name: &str, kind| KeySchemaElement::builder().attribute_name(name).key_type(kind).build();
    let attribute = |name: &str, kind| {
        AttributeDefinition::builder().attribute_name(name).attribute_type(kind).build()
    };
    let input = CreateTableInput::builder()
        .table_name(name)
        .billing_mode(BillingMode::PayPerRequest)
        .key_schema([key("p", KeyType::Hash), key("s", KeyType::Range)])
        .attribute_definitions([
            attribute("p", ScalarAttributeType::S),
            attribute("s", ScalarAttributeType::N),
        ])
        .build();
    let created = dynamodb.call::<CreateTable>(&input).table_description.expect("a table");
    assert_eq!(created.table_name.as_deref(), Some(name));
}

fn key(partition: &str, sort: u32) -> Item {
    item([
        ("p", AttributeValue::S(partition.to_owned())),
        ("s", AttributeValue::N(sort.to_string())),
    ])
}

fn item<const N: usize>(attributes: [(&str, AttributeValue); N]) -> Item {
    attributes.map(|(name, value)| (name.to_owned(), value)).into()
}

fn put(dynamodb: &Client<'_>, table: &str, item: &Item) {
    dynamodb.call::<PutItem>(&PutItemInput::builder().table_name(table).item(item.clone()).build());
}

fn get(dynamodb: &Client<'_>, table: &str, key: Item) -> Option<Item> {
    let input = GetItemInput::builder().table_name(table).key(key).consistent_read(true).build();
    dynamodb.call::<GetItem>(&input).item
}

fn a_table_is_described_as_it_was_created(dynamodb: &Client<'_>) {
    table(dynamodb, "described");
    let input = DescribeTableInput::builder().table_name("described").build();
    let described = dynamodb.call::<DescribeTable>(&input).table.expect("a table");
    assert_eq!(described.table_status, Some(TableStatus::Active));
    assert_eq!(described.item_count, Some(0));
    let keys = described.key_schema.expect("keys");
    let keys: Vec<_> =
        keys.iter().map(|key| (key.attribute_name.as_str(), &key.key_type)).collect();
    assert_eq!(keys, [("p", &KeyType::Hash), ("s", &KeyType::Range)]);
    assert!(described.creation_date_time.is_some());
}

fn an_item_keeps_all_kinds_of_attributes(dynamodb: &Client<'_>) {
    table(dynamodb, "kinds");
    let bytes = Bytes::from_static(&[0, 128, 255]);
    let inner = item([("deep", AttributeValue::Bool(false))]);
    let mut expected = key("kinds", 1);
    expected.extend(item([
        ("text", AttributeValue::S("a \"b\" \u{1F980}\u{0}".to_owned())),
        ("number", AttributeValue::N("-12345678901234567890.125".to_owned())),
        ("binary", AttributeValue::B(bytes.clone())),
        ("texts", AttributeValue::Ss(vec!["a".to_owned(), "b".to_owned()])),
        ("numbers", AttributeValue::Ns(vec!["1".to_owned(), "2.5".to_owned()])),
        ("binaries", AttributeValue::Bs(vec![bytes])),
        ("map", AttributeValue::M(inner)),
        ("list", AttributeValue::L(vec![AttributeValue::Null(true), AttributeValue::Bool(true)])),
        ("null", AttributeValue::Null(true)),
        ("bool", AttributeValue::Bool(true)),
    ]));
    put(dynamodb, "kinds", &expected);
    assert_eq!(get(dynamodb, "kinds", key("kinds", 1)), Some(expected));
}

fn a_query_gives_its_pages_in_order(dynamodb: &Client<'_>) {
    table(dynamodb, "pages");
    for sort in [30, 4, 200, 1] {
        put(dynamodb, "pages", &key("mine", sort));
    }
    put(dynamodb, "pages", &key("other", 5));
    let (mut pages, mut start) = (Vec::new(), None);
    loop {
        let input = QueryInput::builder()
            .table_name("pages")
            .key_condition_expression("#p = :p")
            .expression_attribute_names([("#p", "p")])
            .expression_attribute_values([(":p", AttributeValue::S("mine".to_owned()))])
            .limit(3)
            .maybe_exclusive_start_key(start)
            .build();
        let page = dynamodb.call::<Query>(&input);
        pages.push(page.items.unwrap_or_default());
        start = page.last_evaluated_key;
        if start.is_none() {
            break;
        }
    }
    let expected = [vec![key("mine", 1), key("mine", 4), key("mine", 30)], vec![key("mine", 200)]];
    assert_eq!(pages, expected);
}

fn an_update_gives_the_new_values(dynamodb: &Client<'_>) {
    table(dynamodb, "update");
    // The item is there before: of a new one, moto gives the key beside what was updated, as the service does not.
    put(dynamodb, "update", &key("a", 1));
    let input = UpdateItemInput::builder()
        .table_name("update")
        .key(key("a", 1))
        .update_expression("SET hits = :n")
        .expression_attribute_values([(":n", AttributeValue::N("41".to_owned()))])
        .return_values(ReturnValue::UpdatedNew)
        .build();
    let updated = dynamodb.call::<UpdateItem>(&input).attributes;
    assert_eq!(updated, Some(item([("hits", AttributeValue::N("41".to_owned()))])));
}

fn a_failed_condition_is_its_own_error_with_its_item(dynamodb: &Client<'_>) {
    table(dynamodb, "condition");
    let mut old = key("a", 1);
    old.extend(item([("owner", AttributeValue::S("mary".to_owned()))]));
    put(dynamodb, "condition", &old);
    let input = PutItemInput::builder()
        .table_name("condition")
        .item(key("a", 1))
        .condition_expression("attribute_not_exists(p)")
        .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
        .build();
    let error = dynamodb.fail::<PutItem>(&input);
    assert_eq!(error.code(), Some("ConditionalCheckFailedException"));
    let Error::ConditionalCheckFailedException(failed) = error else { panic!("{error:?}") };
    assert_eq!(failed.message.as_deref(), Some("The conditional request failed"));
    assert_eq!(failed.item, Some(old));
}

fn a_cancelled_transaction_says_why_for_each_item(dynamodb: &Client<'_>) {
    table(dynamodb, "transaction");
    put(dynamodb, "transaction", &key("there", 1));
    let create = |key: Item| {
        let put = Put::builder()
            .table_name("transaction")
            .item(key)
            .condition_expression("attribute_not_exists(p)")
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        TransactWriteItem::builder().put(put.build()).build()
    };
    let input = TransactWriteItemsInput::builder()
        .transact_items([create(key("new", 1)), create(key("there", 1))])
        .build();
    let error = dynamodb.fail::<TransactWriteItems>(&input);
    let Error::TransactionCanceledException(cancelled) = error else { panic!("{error:?}") };
    let reasons = cancelled.cancellation_reasons.as_deref().expect("reasons");
    let codes: Vec<_> = reasons.iter().map(|reason| reason.code.as_deref()).collect();
    assert_eq!(codes, [Some("None"), Some("ConditionalCheckFailed")]);
    assert_eq!(reasons[1].item, Some(key("there", 1)));
    assert_eq!(get(dynamodb, "transaction", key("new", 1)), None);
}

fn a_deleted_item_is_gone(dynamodb: &Client<'_>) {
    table(dynamodb, "deleted");
    put(dynamodb, "deleted", &key("a", 1));
    let input = DeleteItemInput::builder()
        .table_name("deleted")
        .key(key("a", 1))
        .return_values(ReturnValue::AllOld)
        .build();
    assert_eq!(dynamodb.call::<DeleteItem>(&input).attributes, Some(key("a", 1)));
    assert_eq!(get(dynamodb, "deleted", key("a", 1)), None);
}

fn an_unknown_table_is_its_own_error(dynamodb: &Client<'_>) {
    let input = GetItemInput::builder().table_name("nowhere").key(key("a", 1)).build();
    let error = dynamodb.fail::<GetItem>(&input);
    assert!(matches!(&error, Error::ResourceNotFoundException(_)), "{error:?}");
}
