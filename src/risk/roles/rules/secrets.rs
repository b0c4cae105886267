//! What must stay secret.

use crate::risk::roles::role::Role::{Identity, Page, Secret};
use crate::risk::roles::rule::{Rule, head, last, said, whole, within};
use crate::risk::roles::signs::{DATA, NUMBER, TEXT, WORDS};

/// The rules.
pub(super) const RULES: &[Rule] = &[
    whole(
        Secret,
        9,
        "pw passwd psk preshared_key pre_shared_key mnemonic seed_phrase recovery_phrase bearer \
          hf_token two_factor_code two_fa_code stream_key install_code wifi_key pin_code \
          unlock_code licence_key license_key secret_token community_string",
    )
    .kinds(DATA),
    last(
        Secret,
        9,
        "password passwd passphrase pwd senha contrasena kennwort passwort mot_de_passe \
          private_key api_key apikey api_secret client_secret secret_key access_token \
          auth_token bearer_token refresh_token id_token secret_access_key webhook_secret \
          signing_secret shared_secret secret_value pin cvv cvc cvc2 security_code card_number \
          cardnumber encryption_key master_key bot_token personal_access_token session_token \
          oauth_token totp otp one_time_code mfa_code verification_code code_verifier \
          client_assertion connection_string auth_code authorization_code passcode \
          secret_string ssh_private_key service_account_key root_password admin_password \
          user_password new_password old_password basic_auth_password database_url conn_string \
          card_token payment_token token_secret api_token device_token push_token \
          session_cookie cookie_value jwt private_pem pem hmac_key recovery_code \
          verification_value dsn mongodb_uri postgre_url approval_password secret_access \
          verification_token acceptance_token",
    )
    .kinds(TEXT | NUMBER)
    .without("id name arn path policy length ref hint enabled"),
    whole(Secret, 8, "secret token password credential auth authorization key_material jwt")
        .kinds(DATA)
        .not_saying("page pagination cursor next_page continuation branch project_token")
        .not_of("list search"),
    last(Secret, 6, "secret token credential")
        .kinds(TEXT)
        .without(
            "page next cursor id name sync continue continuation start idempotency max total \
          limit budget project client_request request client",
        )
        .not_saying("page pagination cursor next_page continuation idempotency token_to"),
    whole(Secret, 6, "code")
        .kinds(TEXT)
        .saying("otp one_time authorization_code verification user_entered 2fa mfa sm_code oauth"),
    whole(Secret, 7, "number").kinds(TEXT).saying("card_number").beside("cvc cvv exp expiry"),
    whole(Secret, 7, "value string_data data literal")
        .kinds(DATA)
        .of("secret")
        .not_of("list get delete"),
    whole(Secret, 6, "value").kinds(TEXT).under("secret env cookie").of("secret cookie"),
    head(
        Secret,
        8,
        "password api_key secret secret_key access_token api_token auth_token private_key \
          client_secret passphrase bearer_token refresh_token shared_secret connection_string \
          webhook_secret signing_secret oauth_token mongodb_connection_string card_number cvv \
          authorization_code otp_code verification_code access_key security_code credential \
          authentication_token user_password one_time_password secret_value \
          value_of_the_secret",
    )
    .kinds(TEXT | NUMBER)
    .without("id name arn url enabled"),
    said(Secret, 5, "connection_string api_key password client_secret")
        .kinds(TEXT)
        .without("id name url user username host email type path description"),
    within(Secret, 6, "password passphrase secret")
        .kinds(TEXT)
        .without("id name arn policy length file path type enabled"),
    last(
        Page,
        9,
        "page_token next_token nexttoken next_page_token continuation_token continue_token \
          starting_token sync_token",
    )
    .kinds(WORDS),
    whole(Page, 7, "token continue")
        .kinds(WORDS)
        .saying("page pagination next_page continuation cursor"),
    whole(Identity, 5, "token").kinds(TEXT).not_of("exchange refresh verify"),
];
