//! Who gets a message or access.

use crate::risk::effects::Effect::{Create, Execute, Grant, Pay, Send, Update};
use crate::risk::roles::role::Role::{
    ChatRecipient, Content, Filter, Grantee, Identity, Label, Mail, Owner, Payee, Phone, Sender,
};
use crate::risk::roles::rule::{Rule, head, last, said, whole, within};
use crate::risk::roles::signs::{CHOICE, DATA, NUMBER, PARTS, TEXT, WORDS};

/// Words of tools that write to somebody.
const SENDING: &str = "send mail email message sm invite notify reply forward post chat call whatsapp \
          broadcast proof dm comment publish share draft invitation";

/// The rules.
pub(super) const RULES: &[Rule] = &[
    whole(ChatRecipient, 8, "topic_arn target_arn topic").kinds(TEXT).verbs("publish send notify"),
    whole(
        Grantee,
        9,
        "email email_addresse email_address user_email user user_id user_name username login \
          account account_id principal member member_id collaborator recipient agent_id \
          profile_name user_email_addresse",
    )
    .kinds(DATA)
    .of("invite grant add_member add_collaborator add_user_to add_customer add_participant \
          attach_user_policy role_binding collaborator owner_add owner_invite add_owner \
          set_agent_role promote_admin assign_role share_file share_folder share_document \
          share_calendar share_image sheet_share transfer_app transfer_ownership")
    .not_of("remove delete revoke list get calendar_event meeting event cancel"),
    whole(Payee, 9, "to recipient destination recipient_email email receiver target_account payee")
        .kinds(TEXT)
        .doing(&[Pay])
        .of("payout transfer pay send_money tip donate split_bill mint token swap remit"),
    whole(
        Payee,
        8,
        "receiver beneficiary bolt11 spender vendor_id payee account_holder_name vendor_ref \
          destination_account address_tag to_account recipient_account",
    )
    .kinds(DATA)
    .doing(&[Pay])
    .not_of("list get"),
    whole(Identity, 8, "email user_email current_email email_address")
        .kinds(TEXT)
        .verbs(
            "update cancel track get delete remove unsubscribe lookup find read fetch forget link \
          identify",
        )
        .not_of("send share invite contact customer lead"),
    whole(ChatRecipient, 8, "channel").kinds(TEXT).harmless().saying("sm call whatsapp rc voice"),
    whole(ChatRecipient, 8, "recipient to")
        .kinds(TEXT | NUMBER)
        .of("broadcast chat message")
        .listed(true)
        .not_of("email mail sm read get list"),
    last(Mail, 8, "address email mail")
        .kinds(TEXT)
        .under("to cc bcc recipient attendee to_recipient"),
    last(Mail, 8, "destinatario destinataire empfanger correo")
        .kinds(DATA)
        .saying("email mail e_mail correo courriel"),
    whole(
        ChatRecipient,
        8,
        "user user_id username member_id member recipient user_name to to_user target",
    )
    .kinds(TEXT | NUMBER)
    .of("direct_message dm send_dm private_message")
    .not_of("get list read search history email sm"),
    whole(Label, 8, "role").kinds(WORDS | CHOICE).saying("aria accessibility accessible"),
    whole(Label, 7, "role").kinds(WORDS | CHOICE).harmless().saying("assistant speaker chat_role"),
    whole(
        Mail,
        9,
        "cc bcc recipient_email to_email cc_email bcc_email email_to email_recipient \
          recipient_mail to_address cc_recipient bcc_recipient attendee cc_address bcc_address \
          mail_to to_recipient invitee_email attendee_email email_address_list notify_email \
          invite_email guest_email notification_email alert_email",
    )
    .kinds(DATA),
    whole(
        Mail,
        9,
        "to_override override_to override_recipient recipient_override envelope_to \
          envelope_recipient rcpt_to rcpt forward_to deliver_to redirect_to send_copy_to \
          copy_to additional_recipient extra_recipient test_recipient",
    )
    .kinds(DATA)
    .of("mail email message template newsletter gmail smtp send")
    .without("id phone")
    .doing(&[Send]),
    whole(
        Mail,
        8,
        "empfanger empfaenger kopie kopie_an blindkopie an destinatario destinataire copia \
          copia_oculta copie copie_cachee cco cci para copy distribution_list mailing_list",
    )
    .kinds(DATA)
    .of("mail email e_mail correo courriel gmail outlook smtp"),
    whole(Mail, 7, "header extra_header custom_header envelope")
        .kinds(PARTS)
        .of("mail email gmail smtp")
        .doing(&[Send]),
    whole(Mail, 8, "to recipient destination")
        .kinds(DATA)
        .saying("email mail e_mail email_address")
        .without("id"),
    whole(Mail, 8, "to recipient")
        .kinds(DATA)
        .of("mail email gmail mailbox outlook smtp draft")
        .not_of("phone sm whatsapp"),
    last(Mail, 7, "email email_address mail emailaddress e_mail correo mailaddress")
        .kinds(DATA)
        .of("send invite notify share create add update contact customer subscriber lead user \
          member checkout payment invoice order subscription alert verify register")
        .not_of("get list search delete find fetch read")
        .without("user_google from sender subject template type id account"),
    last(Mail, 4, "email email_address mail")
        .kinds(DATA)
        .without("user_google from sender subject template type id body content html format"),
    head(
        Mail,
        8,
        "email_address recipient_email recipient_email_address email_recipient cc_recipient \
          bcc_recipient e_mail_address cc_email_address bcc_email_address recipient_s_email",
    )
    .kinds(DATA)
    .doing(&[Send, Create, Update, Grant, Pay])
    .without("from sender user_google id user"),
    whole(Mail, 6, "email_addr mail email")
        .kinds(DATA)
        .under("contact recipient attendee to personalization customer"),
    last(
        Owner,
        8,
        "user_google_email user_email_account account_email auth_user_email \
          authenticated_email",
    )
    .kinds(TEXT),
    last(
        Sender,
        8,
        "from from_email from_address sender sender_email sender_name from_name sender_id \
          reply_to reply_to_email from_number sender_address replyto reply_to_address \
          reply_email bot_name username_override from_user icon_emoji",
    )
    .kinds(DATA)
    .of(SENDING)
    .not_saying("branch commit start_date"),
    last(
        Filter,
        7,
        "assignee author reporter creator author_username assignee_username created_by \
          assigned_to",
    )
    .kinds(TEXT | NUMBER)
    .of("list search find query")
    .not_of("create update add"),
    last(
        Phone,
        9,
        "phone phone_number phonenumber mobile mobile_number telephone msisdn recipient_phone \
          cell_phone cellphone whatsapp_number to_number telefone celular telefono phone_no \
          mobile_phone fax handynummer numero_telefone to_phone sm_number",
    )
    .kinds(TEXT | NUMBER)
    .without("id type sid"),
    whole(Phone, 8, "to number recipient destination participant")
        .kinds(TEXT | NUMBER)
        .saying("phone e164 e_164 whatsapp mobile sm_number msisdn"),
    whole(Phone, 7, "to number participant")
        .kinds(TEXT | NUMBER)
        .of("sm call whatsapp phone")
        .not_of("github"),
    head(
        Phone,
        8,
        "phone_number mobile_number phone telephone_number mobile_phone_number mobile_phone \
          whatsapp_number recipient_phone_number",
    )
    .kinds(TEXT | NUMBER)
    .without("id sid"),
    last(
        ChatRecipient,
        9,
        "channel channel_id chat_id channel_name room_id space_id recipient_user_id \
          conversation_id chat recipient_id room channel_type_id to_user target_user_id \
          user_to to_user_id discord_channel slack_channel telegram_chat mention \
          mentioned_user",
    )
    .kinds(TEXT | NUMBER)
    .of("send post reply message notify publish dm share say broadcast react schedule")
    .not_of("get list read history search find"),
    whole(
        ChatRecipient,
        7,
        "recipient to send_to user_id member group destination listid audience list_id target \
          recipient_type topic topic_arn target_arn queue_url subscriber",
    )
    .kinds(TEXT | NUMBER | PARTS)
    .of("send publish broadcast notify trigger_campaign trigger_journey dm")
    .not_doing(&[Execute])
    .not_of("get list update create delete"),
    last(Identity, 7, "channel channel_id chat_id conversation_id space_id")
        .kinds(TEXT | NUMBER)
        .of("get list read history search find info member archive update delete reaction"),
    head(
        ChatRecipient,
        6,
        "channel_id recipient recipient_id channel chat_id recipient_user_id slack_channel",
    )
    .kinds(TEXT | NUMBER)
    .doing(&[Send]),
    last(
        Grantee,
        8,
        "share_with grantee principal shared_with share_email read_user write_user admin_user \
          aw_account_id account_id_to_share member_email collaborator invitee user_to_add \
          shared_user member_to_add allowed_user allowed_account principal_arn trusted_account \
          read_group write_group reader writer invited_email public_key ssh_key sshkey \
          authorized_key ssh_public_key",
    )
    .kinds(DATA)
    .without("fingerprint name"),
    whole(Grantee, 7, "email user user_id username member member_id user_email")
        .kinds(DATA)
        .doing(&[Grant])
        .not_of("remove delete revoke list get update"),
    within(Content, 5, "message_body body text").kinds(TEXT).doing(&[Send]),
    said(Phone, 5, "e_164 e164").kinds(TEXT).without("from id sid"),
    said(Mail, 5, "email_address")
        .kinds(TEXT)
        .doing(&[Send])
        .without("from sender id user_google subject body"),
];
