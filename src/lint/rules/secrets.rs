//! Values that look like secrets by their names and by how random they are.

use crate::strings::secrets;

/// Whether an argument or constant of this name holds a secret.
pub(super) fn is_secret_name(name: &str) -> bool {
    const ENDS: [&str; 14] = [
        "password",
        "passwd",
        "passphrase",
        "secret",
        "apikey",
        "accesskey",
        "privatekey",
        "secretkey",
        "accesstoken",
        "authtoken",
        "apitoken",
        "bearertoken",
        "refreshtoken",
        "credentials",
    ];
    let letters = name.chars().filter(|character| !matches!(character, '_' | '-' | '.'));
    let plain: String = letters.flat_map(char::to_lowercase).collect();
    plain == "token" || plain == "authorization" || ENDS.iter().any(|end| plain.ends_with(end))
}

/// Whether a text, but for the word for its kind, is too irregular to have been thought of.
pub(super) fn looks_random(text: &str) -> bool {
    secrets::looks_random(text.strip_prefix("Bearer ").unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn random(length: usize) -> String {
        "a8Kd0sZ3mQ7xP2vB".chars().cycle().take(length).collect()
    }

    #[test]
    fn names_and_values_tell_together() {
        assert!(
            ["api_key", "apiKey", "client-secret", "token"].iter().all(|it| is_secret_name(it))
        );
        assert!(["page_token", "key", "tokens", "secretary"].iter().all(|it| !is_secret_name(it)));
        assert!(looks_random(&random(24)));
        assert!(
            !looks_random("correct-horse-battery") && !looks_random("${API_KEY_2}aaaaaaaaaaaa")
        );
    }
}
