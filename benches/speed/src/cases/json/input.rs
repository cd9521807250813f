//! What all write.

/// The id that a response has, and its header.
pub(super) const REQUEST_ID_HEADER: &str = "x-amzn-requestid";
pub(super) const REQUEST_ID: &str = "0f8fad5b-d9cb-469f-a165-70867728950e";

/// An input of `ResendConfirmationCode`.
pub(super) mod resend_confirmation_code {
    pub(in super::super) const CLIENT_ID: &str = "1example23456789abcdefghij";
    pub(in super::super) const SECRET_HASH: &str = "wCzJ8b8cZ5rV2mQ0sVbT1yXo3uJpHkE7dGfA4nLxRqM=";
    pub(in super::super) const ENCODED_DATA: &str = "AmazonCognitoAdvancedSecurityData.eyJwYXlsb2FkIjoiZGV2aWNlIn0.eyJ2ZXJzaW9uIjoiSlMyMDE3MTExNSIsInNpZ25hdHVyZSI";
    pub(in super::super) const USERNAME: &str = "3c1f7e52-8f43-4c0d-9a51-000000000007";
    pub(in super::super) const ANALYTICS_ENDPOINT_ID: &str = "d70b2ba36a8c4dc5a04a0451a31a1e12";
    pub(in super::super) const CLIENT_METADATA: [(&str, &str); 2] =
        [("source", "mobile-app"), ("version", "4.12.1")];
}

/// An input of `AdminCreateUser`.
pub(super) mod admin_create_user {
    pub(in super::super) const USER_POOL_ID: &str = "us-east-1_EXAMPLE01";
    pub(in super::super) const USERNAME: &str = "3c1f7e52-8f43-4c0d-9a51-000000000007";
    pub(in super::super) const USER_ATTRIBUTES: [(&str, &str); 9] = [
        ("email", "user.number.7@example.com"),
        ("email_verified", "true"),
        ("phone_number", "+15555550100"),
        ("given_name", "María"),
        ("family_name", "García \"Hernández\""),
        ("address", "7 Long Road\nSmalltown"),
        ("picture", "https://images.example.com/avatars/7/large.png?v=2025-01-02&size=large"),
        ("custom:department", "Research and Development"),
        ("custom:tenant", "tenant-0007"),
    ];
    pub(in super::super) const VALIDATION_DATA: [(&str, &str); 1] = [("campaign", "spring-2025")];
    pub(in super::super) const TEMPORARY_PASSWORD: &str = "a-passphrase,not-short";
    pub(in super::super) const CLIENT_METADATA: [(&str, &str); 2] =
        [("source", "admin-console"), ("request", super::REQUEST_ID)];
}

/// An output of `ListUsers`.
pub(super) mod list_users {
    pub(in super::super) const USERS: usize = 60;
    pub(in super::super) const PAGINATION_TOKEN: &str = "CAISlQIKjgEIARKKAQ";
    pub(in super::super) const CREATED: f64 = 1_735_787_045.678;
    pub(in super::super) const MODIFIED: f64 = 1_735_787_046.078;

    pub(in super::super) fn username(user: usize) -> String {
        format!("3c1f7e52-8f43-4c0d-9a51-{user:012}")
    }

    pub(in super::super) fn attributes(user: usize) -> [(&'static str, String); 10] {
        [
            ("sub", username(user)),
            ("email", format!("user.number.{user}@example.com")),
            ("email_verified", "true".into()),
            ("phone_number", format!("+1555555{user:04}")),
            ("given_name", format!("the given name of {user}")),
            ("family_name", format!("the family name of {user}")),
            ("address", format!("{user} Long Road\nSmalltown")),
            ("zoneinfo", "America/Los_Angeles".into()),
            (
                "picture",
                format!("https://images.example.com/avatars/{user}/large.png?v=2025-01-02"),
            ),
            ("custom:tenant", format!("tenant-{user:04}")),
        ]
    }
}
