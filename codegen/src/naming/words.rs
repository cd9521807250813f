//! The words of a name.
//!
//! | name | words | rule |
//! |---|---|---|
//! | `userName`, `user_name` | user, name | a capital after a small letter starts a word, and so does what follows a sign |
//! | `VPCConfig` | VPC, Config | of several capitals, the last starts the word of the small letters that follow |
//! | `S3Bucket`, `Route53` | S3, Bucket; Route53 | digits belong to the word before them |
//! | `KeyARNs`, `VPCs` | Key, ARNs; VPCs | an `s` after an acronym is its plural |
//! | `DynamoDBv2`, `IPv4` | Dynamo, DBv2; IPv4 | a `v` between an acronym and a digit is its version |
//! | `aWSOwnedKey`, `vCPU` | aWS, Owned, Key; vCPU | one small letter before an acronym, at the start, belongs to it |
//! | `IsOAuthOn`, `SSEKMSKey` | Is, OAuth, On; SSE, KMS, Key | [`WORDS`] and [`PAIRS`] come before all rules |

/// Words that the rules would tear apart where no reader would: `OAuth` is not `o_auth`.
///
/// A word has its place here if a model has it, and if what the rules make of it are no words; `QuickSight` is fine
/// as `quick_sight`. At the start of a name, the first letter may be a small one: `oAuthScopes`.
const WORDS: [&str; 52] = [
    "2XX",
    "3XX",
    "4XX",
    "5XX",
    "AuthZ",
    "BBox",
    "DDoS",
    "DoH",
    "DTrace",
    "ETag",
    "FSx",
    "GiB",
    "GraphQL",
    "GraphQl",
    "IaC",
    "IdC",
    "IoT",
    "IpV",
    "iSCSI",
    "JBoss",
    "KBytes",
    "KiB",
    "LoRaWAN",
    "MBps",
    "MiB",
    "MiBps",
    "MLflow",
    "MTurk",
    "MySQL",
    "MySql",
    "NaN",
    "OAuth",
    "OData",
    "OTel",
    "PaaS",
    "PartiQL",
    "PCoIP",
    "PostgreSQL",
    "PostgreSql",
    "PromQL",
    "QnA",
    "RStudio",
    "SaaS",
    "SerDe",
    "TtL",
    "UInt",
    "VCenter",
    "VCpu",
    "VMotion",
    "VMWare",
    "VSan",
    "VTep",
];

/// Words that stand together without a sign of where the one ends: `CIDRIP` is `cidr_ip`.
const PAIRS: [(&str, &str); 26] = [
    ("2D", "Solver"),
    ("3D", "LUT"),
    ("ASG", "CPU"),
    ("AWS", "IP"),
    ("AWS", "KMS"),
    ("AZ", "DB"),
    ("CIDR", "IP"),
    ("CRC64", "NVME"),
    ("DB", "ELT"),
    ("DDB", "ELT"),
    ("DSSE", "KMS"),
    ("EBS", "IOPS"),
    ("EFS", "IO"),
    ("ICD10", "CM"),
    ("IO", "Data"),
    ("JDBC", "URL"),
    ("ML", "S3"),
    ("MSK", "As"),
    ("OAuth", "3LO"),
    ("RDS", "DB"),
    ("S3", "SSE"),
    ("S3", "URI"),
    ("SMB", "ACL"),
    ("SNOMED", "CT"),
    ("SSE", "KMS"),
    ("SSE", "S3"),
];

/// The words of a name, as they stand in it: `List`, `VPC`, `Peers` of `ListVPCPeers`.
pub fn words(name: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for part in name.split(|c: char| !c.is_alphanumeric()) {
        let mut rest = part;
        while !rest.is_empty() {
            let is_start = rest.len() == part.len();
            let (word, after) = rest.split_at(first_word(rest, is_start));
            words.push(word);
            rest = after;
        }
    }
    words
}

/// The length of the word at the start of a text of letters and digits, in bytes.
fn first_word(text: &str, is_start: bool) -> usize {
    if let Some(length) = listed(text, is_start) {
        return length;
    }
    let starts_word = |&(at, c): &(usize, char)| {
        let (before, after) = (&text[..at], &text[at + c.len_utf8()..]);
        starts_word(before, c, after, is_start) || listed(&text[at..], false).is_some()
    };
    text.char_indices().skip(1).find(starts_word).map_or(text.len(), |(at, _)| at)
}

/// Whether a letter starts a word by the rules, given the word before it, and what follows.
fn starts_word(word: &str, letter: char, after: &str, is_start: bool) -> bool {
    if !letter.is_uppercase() {
        return false;
    }
    let has_case = |c: &char| c.is_lowercase() || c.is_uppercase();
    let Some(before) = word.chars().rev().find(has_case) else { return false };
    if before.is_lowercase() {
        let is_prefix = is_start && word.len() == before.len_utf8();
        return !(is_prefix && after.starts_with(char::is_uppercase));
    }
    let is_plural = word.ends_with(char::is_uppercase) && plural(after) > 0;
    after.starts_with(char::is_lowercase) && !is_plural && !is_version(after)
}

/// The length of a plural's `s` at the start of a text, in bytes.
fn plural(text: &str) -> usize {
    text.strip_prefix('s').map_or(0, |after| usize::from(!after.starts_with(char::is_lowercase)))
}

fn is_version(text: &str) -> bool {
    text.strip_prefix('v').is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()))
}

/// The length of the word at the start of a text that [`WORDS`] or [`PAIRS`] list, with its plural and digits.
fn listed(text: &str, is_start: bool) -> Option<usize> {
    if !is_start && text.starts_with(starts_none) {
        return None;
    }
    let pair = PAIRS.iter().find_map(|(one, other)| {
        let after = strip(text, one, is_start)?;
        ends_word(after.strip_prefix(other)?).then_some(one.len())
    });
    pair.or_else(|| {
        let is_here = |word: &&&str| strip(text, word, is_start).is_some_and(ends_word);
        let length = WORDS.iter().find(is_here)?.len();
        let length = length + plural(&text[length..]);
        let digits = text[length..].bytes().take_while(u8::is_ascii_digit).count();
        Some(length + digits)
    })
}

/// Whether no listed word starts with a letter: `iSCSI` alone starts with a small one. Most letters of a name are small.
fn starts_none(letter: char) -> bool {
    letter.is_ascii_lowercase() && letter != 'i'
}

/// What follows a word at the start of a text; the first letter may be a small one at the start of a name.
fn strip<'a>(text: &'a str, word: &str, is_start: bool) -> Option<&'a str> {
    let (ours, theirs) = (text.as_bytes().first()?, word.as_bytes().first()?);
    let is_alike = ours == theirs || (is_start && *ours == theirs.to_ascii_lowercase());
    let after = text.get(1..).filter(|_| is_alike)?;
    after.strip_prefix(word.get(1..)?)
}

/// Whether a word may end before a text: no small letter follows, but for a plural's.
fn ends_word(after: &str) -> bool {
    !after.starts_with(char::is_lowercase) || plural(after) > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_words(rows: &[(&str, &str)]) {
        for (name, expected) in rows {
            assert_eq!(words(name).join(" "), *expected, "{name}");
        }
    }

    #[test]
    fn a_letter_that_starts_no_word_starts_none() {
        let words = WORDS.iter().chain(PAIRS.iter().map(|(one, _)| one));
        assert!(words.copied().all(|word| !word.starts_with(starts_none)));
    }

    #[test]
    fn capitals_and_signs_start_words() {
        assert_words(&[
            ("userName", "user Name"),
            ("user_name", "user name"),
            ("__user--name__", "user name"),
            ("ListVPCPeers", "List VPC Peers"),
            ("SignUp", "Sign Up"),
            ("publish", "publish"),
            ("PUBLISH", "PUBLISH"),
            ("topP", "top P"),
            ("qApps", "q Apps"),
            ("ÉtéÀParis", "Été À Paris"),
            ("", ""),
            ("_", ""),
        ]);
    }

    #[test]
    fn digits_belong_to_the_word_before() {
        assert_words(&[
            ("S3Bucket", "S3 Bucket"),
            ("EC2Instances", "EC2 Instances"),
            ("MD5OfBody", "MD5 Of Body"),
            ("Route53HealthCheck", "Route53 Health Check"),
            ("v2Upper", "v2 Upper"),
            ("CRC32C", "CRC32C"),
            ("2fa", "2fa"),
            ("V1_2", "V1 2"),
        ]);
    }

    #[test]
    fn acronyms_have_plurals() {
        assert_words(&[
            ("UserPoolARNs", "User Pool ARNs"),
            ("URLsToAdd", "URLs To Add"),
            ("DescribeVPCs", "Describe VPCs"),
            ("DNSServers", "DNS Servers"),
            ("IOPsCost", "IOPs Cost"),
            ("K8sResource", "K8s Resource"),
            ("IsOn", "Is On"),
        ]);
    }

    #[test]
    fn acronyms_have_versions() {
        assert_words(&[
            ("DynamoDBv2", "Dynamo DBv2"),
            ("DynamoDBv2Action", "Dynamo DBv2 Action"),
            ("IPv6Address", "IPv6 Address"),
            ("TLSv1_2", "TLSv1 2"),
            ("AWS__WAFv2__WebACL", "AWS WAFv2 Web ACL"),
            ("DBvalue", "D Bvalue"),
        ]);
    }

    #[test]
    fn a_small_letter_before_an_acronym_belongs_to_it() {
        assert_words(&[
            ("aWSOwnedKey", "aWS Owned Key"),
            ("vCPUHour", "vCPU Hour"),
            ("iOS", "iOS"),
            ("macOS", "mac OS"),
            ("isIAM", "is IAM"),
            ("xRay", "x Ray"),
        ]);
    }

    /// A row for each word that is listed, in a name of a model, and more where it stands in several ways.
    const LISTED: [(&str, &str); 66] = [
        ("HTTPCode_Instance_2XX_Count", "HTTP Code Instance 2XX Count"),
        ("HTTPCode_Instance_3XX_Count", "HTTP Code Instance 3XX Count"),
        ("HTTPCode4XXCount", "HTTP Code 4XX Count"),
        ("HTTPCode5XXCount", "HTTP Code 5XX Count"),
        ("SupportAuthZ", "Support AuthZ"),
        ("FilterBBox", "Filter BBox"),
        ("AntiDDoSRuleSet", "Anti DDoS Rule Set"),
        ("DTraceRestrictions", "DTrace Restrictions"),
        ("DoH_FIPS", "DoH FIPS"),
        ("ETag", "ETag"),
        ("eTagAlgorithmFamily", "eTag Algorithm Family"),
        ("S3ETag", "S3 ETag"),
        ("CurrentFSxLustreConfig", "Current FSx Lustre Config"),
        ("sizeInGiB", "size In GiB"),
        ("AppSyncGraphQLApi", "App Sync GraphQL Api"),
        ("AwsAppSyncGraphQlApi", "Aws App Sync GraphQl Api"),
        ("IaC", "IaC"),
        ("RolesKeyIdCOption", "Roles Key IdC Option"),
        ("AWSIoTEvents", "AWS IoT Events"),
        ("ipV4Addresses", "ipV4 Addresses"),
        ("EniIpV6", "Eni IpV6"),
        ("JBoss", "JBoss"),
        ("MaxKBytesPerRead", "Max KBytes Per Read"),
        ("RecordSizeKiB", "Record Size KiB"),
        ("LoRaWANGateway", "LoRaWAN Gateway"),
        ("ThroughputInMBps", "Throughput In MBps"),
        ("MLflowConfig", "MLflow Config"),
        ("MTurk", "MTurk"),
        ("MemoryMiBRequest", "Memory MiB Request"),
        ("ThroughputMiBps", "Throughput MiBps"),
        ("MySQLSettings", "MySQL Settings"),
        ("RdsMySqlTarget", "Rds MySql Target"),
        ("IngestNullNaN", "Ingest Null NaN"),
        ("NanoSeconds", "Nano Seconds"),
        ("BackendOAuthScopes", "Backend OAuth Scopes"),
        ("oAuth2GrantType", "oAuth2 Grant Type"),
        ("SAPODataResource", "SAP OData Resource"),
        ("GetOTelEnrichment", "Get OTel Enrichment"),
        ("HotelGuests", "Hotel Guests"),
        ("PCoIPAgent", "PCoIP Agent"),
        ("SaaS_or_PaaS", "SaaS or PaaS"),
        ("PartiQLStatement", "PartiQL Statement"),
        ("PostgreSQLServer", "PostgreSQL Server"),
        ("RdsPostgreSqlTarget", "Rds PostgreSql Target"),
        ("PromQLCriteria", "PromQL Criteria"),
        ("qnAIntent", "qnA Intent"),
        ("GenerativeQnAConfig", "Generative QnA Config"),
        ("RStudioServerPro", "RStudio Server Pro"),
        ("SaaSConfiguration", "SaaS Configuration"),
        ("OrcSerDe", "Orc SerDe"),
        ("AuthTtL", "Auth TtL"),
        ("UIntOptions", "UInt Options"),
        ("GPUInterfaces", "GPU Interfaces"),
        ("vCenter", "vCenter"),
        ("VCpuCount", "VCpu Count"),
        ("AvailableVCpus", "Available VCpus"),
        ("MemoryGiBPerVCpu", "Memory GiB Per VCpu"),
        ("vMotion", "vMotion"),
        ("VMWareTools", "VMWare Tools"),
        ("vSan", "vSan"),
        ("edgeVTep", "edge VTep"),
        ("CachediSCSIVolume", "Cached iSCSI Volume"),
        ("UserIdCount", "User Id Count"),
        ("CreateTags", "Create Tags"),
        ("DataQuickSight", "Data Quick Sight"),
        ("VMs", "VMs"),
    ];

    #[test]
    fn words_that_are_listed_stay_whole() {
        assert_words(&LISTED);
        for word in WORDS {
            let is_there = |row: &(&str, &str)| {
                row.1.split(' ').any(|it| strip(it, word, true).is_some_and(ends_word))
            };
            assert!(LISTED.iter().any(is_there), "`{word}` has no row");
        }
    }

    const TOGETHER: [(&str, &str); 28] = [
        ("Use2DSolver", "Use 2D Solver"),
        ("Phase2DHGroup", "Phase2 DH Group"),
        ("ColorConversion3DLUTSetting", "Color Conversion 3D LUT Setting"),
        ("ASGCPUUtilization", "ASG CPU Utilization"),
        ("AWSIPAddress", "AWS IP Address"),
        ("AWSKMSKeyARN", "AWS KMS Key ARN"),
        ("MultiAZDBInstance", "Multi AZ DB Instance"),
        ("CIDRIP", "CIDR IP"),
        ("ChecksumCRC64NVME", "Checksum CRC64 NVME"),
        ("DynamoDBELTConnector", "Dynamo DB ELT Connector"),
        ("DDBELTCatalog", "DDB ELT Catalog"),
        ("DSSEKMSFilter", "DSSE KMS Filter"),
        ("EBSIOPSOverprovisioned", "EBS IOPS Overprovisioned"),
        ("EFSIOException", "EFS IO Exception"),
        ("InferICD10CM", "Infer ICD10 CM"),
        ("ClusterJDBCURL", "Cluster JDBC URL"),
        ("FlowNodeIODataType", "Flow Node IO Data Type"),
        ("AutoMLS3DataSource", "Auto ML S3 Data Source"),
        ("MSKAsSource", "MSK As Source"),
        ("MCPServerOAuth3LOConfig", "MCP Server OAuth 3LO Config"),
        ("RDSDBInstances", "RDS DB Instances"),
        ("RootS3URI", "Root S3 URI"),
        ("S3SSEAlgorithm", "S3 SSE Algorithm"),
        ("SMBACLEnabled", "SMB ACL Enabled"),
        ("InferSNOMEDCT", "Infer SNOMED CT"),
        ("SSEKMSKeyId", "SSE KMS Key Id"),
        ("SSES3Encryption", "SSE S3 Encryption"),
        ("SSEnabled", "SS Enabled"),
    ];

    #[test]
    fn words_that_stand_together_are_told_apart() {
        assert_words(&TOGETHER);
        for (one, other) in PAIRS {
            let both = format!("{one} {other}");
            assert!(TOGETHER.iter().any(|row| row.1.contains(&both)), "`{both}` has no row");
        }
    }

    #[test]
    fn what_is_listed_is_in_order() {
        assert!(WORDS.is_sorted_by_key(|word| word.to_ascii_lowercase()));
        assert!(PAIRS.is_sorted());
    }
}
