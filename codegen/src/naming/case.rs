//! Words in a case. Where a word begins, [`words()`](super::words()) has decided; heck spells.
//!
//! heck looks for words as well, where a capital follows a small letter and at signs. What it is given has
//! small letters alone and a space between words, so that it finds the words that it was given.

use heck::{ToKebabCase, ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// `user_pool_arns`
pub(super) fn snake(words: &[&str]) -> String {
    separated(words).to_snake_case()
}

/// `USER_POOL_ARNS`
pub(super) fn shouty_snake(words: &[&str]) -> String {
    separated(words).to_shouty_snake_case()
}

/// `user-pool-arns`
pub(super) fn kebab(words: &[&str]) -> String {
    separated(words).to_kebab_case()
}

/// `UserPoolArns`. Digits that meet stay apart, as in `M5_2xlarge`, which rustc's lint allows.
pub(super) fn upper_camel<T: AsRef<str>>(words: &[T]) -> String {
    let is_digit = |c: char| c.is_ascii_digit();
    words.iter().fold(String::new(), |camel, word| {
        let word = separated(&[word.as_ref()]).to_upper_camel_case();
        let joint = if camel.ends_with(is_digit) && word.starts_with(is_digit) { "_" } else { "" };
        camel + joint + &word
    })
}

fn separated(words: &[&str]) -> String {
    words.join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// heck alone would make `dynamo_d_bv2` of the first and `us_e_rs` of the last but one.
    #[test]
    fn words_stay_as_they_are_divided() {
        let rows: [(&[&str], [&str; 4]); 6] = [
            (&["Dynamo", "DBv2"], ["dynamo_dbv2", "DYNAMO_DBV2", "dynamo-dbv2", "DynamoDbv2"]),
            (&["IoT", "ARNs"], ["iot_arns", "IOT_ARNS", "iot-arns", "IotArns"]),
            (&["aWS", "4XX"], ["aws_4xx", "AWS_4XX", "aws-4xx", "Aws4xx"]),
            (&["m5", "2xlarge"], ["m5_2xlarge", "M5_2XLARGE", "m5-2xlarge", "M5_2xlarge"]),
            (&["usERs"], ["users", "USERS", "users", "Users"]),
            (&[], ["", "", "", ""]),
        ];
        for (words, expected) in rows {
            let spelled = [snake(words), shouty_snake(words), kebab(words), upper_camel(words)];
            assert_eq!(spelled, expected);
        }
    }
}
