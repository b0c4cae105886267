//! Addresses on networks.

use crate::risk::effects::Effect::{Create, Fetch, Grant, Read, Send};
use crate::risk::roles::role::Role::{Host, Identity, NetworkRange, Url};
use crate::risk::roles::rule::{Rule, head, last, said, whole, within};
use crate::risk::roles::signs::{CHOICE, DATA, TEXT, WORDS};

/// The rules.
pub(super) const RULES: &[Rule] = &[
    whole(
        Host,
        8,
        "device target computer_name vcenter broadcast address tgt router switch device_ip \
          device_name inventory_host",
    )
    .kinds(TEXT)
    .of("ping nmap ssh router traceroute snmp netconf restconf gnmi wake wol cisco juno hyperv \
          vsphere scan_port salt show_command")
    .not_saying("mac"),
    whole(Url, 8, "address addresse location")
        .kinds(DATA)
        .of("web_page webpage website web_site browse read_page open_page page_content fetch_page")
        .not_saying("postal street mail ip"),
    last(Host, 8, "nameserver ns1 ns2 ns3 name_server computer_name ip_addr gateway_ip dst_host")
        .kinds(WORDS)
        .without("id"),
    whole(
        Host,
        8,
        "target destination address server endpoint node machine remote peer upstream origin \
          address",
    )
    .kinds(TEXT)
    .saying("hostname host_name ip_address fqdn ip host_or_ip ipv4")
    .not_of("firewall ingress"),
    last(
        Url,
        9,
        "url uri href webhook webhook_url callback_url callback website website_url web_site \
          homepage homepage_url link_url image_url redirect_uri redirect_url status_callback \
          postback postback_url notify_url return_url success_url cancel_url back_url \
          success_back_url site_url permalink deep_link deeplink base_url api_url endpoint_url \
          feed_url file_url source_url avatar_url logo_url video_url audio_url media_url \
          tracking_url target_url issuer_url repo_url repository_url clone_url git_url \
          remote_url server_url proxy_url health_check_url hook_url landing_page start_url \
          seed_url document_url page_url invoice_url external_url payload_url",
    )
    .kinds(WORDS)
    .not_saying("queue_url blob_id")
    .without("pattern type format mode arn encoded queue"),
    last(
        Url,
        6,
        "endpoint link origin referrer referer proxy address site page_link image_source \
          image thumbnail photo logo avatar icon cover picture banner",
    )
    .kinds(WORDS)
    .saying("url uri http link_to"),
    whole(Url, 8, "webhook hook callback").kinds(DATA).saying("url endpoint http"),
    within(Url, 7, "url uri")
        .kinds(TEXT)
        .saying("url http")
        .without("id pattern type parameter param format count encoded template extension"),
    within(Url, 5, "url uri")
        .kinds(TEXT)
        .without("id pattern type parameter param format count template max limit depth"),
    head(
        Url,
        8,
        "url uri url_pattern http_url webhook_url callback_url web_address link full_url \
          public_url website_url website redirect_url redirect_uri image_url base_url file_url \
          web_page_url page_url starting_url target_url source_url git_url endpoint_url \
          public_http_url clone_url repository_url absolute_url oauth_callback_url",
    )
    .kinds(WORDS)
    .not_saying("queue_url"),
    said(Url, 6, "url_to url_of url_where url_for http_url public_url http_or_http absolute_url")
        .kinds(WORDS)
        .without("id path name key type"),
    within(Identity, 9, "queue_url queueurl").kinds(WORDS).not_of("send publish"),
    last(
        Host,
        8,
        "host hostname domain domain_name fqdn host_name server_name server_host ip \
          ip_address ipaddress ipv4 ipv6 host_ip server_ip remote_host smtp_host proxy_host \
          custom_domain origin_host broker bootstrap_server dn_name cname vhost nameserver \
          upstream gateway_ip dn_server target_ip server_address",
    )
    .kinds(WORDS)
    .not_saying("node_name dropdown country"),
    head(
        Host,
        7,
        "hostname host domain domain_name ip_address ip fqdn ipv4_address ipv6_address \
          custom_domain server_address",
    )
    .kinds(WORDS)
    .without("id project account type"),
    last(
        NetworkRange,
        9,
        "cidr cidr_block ip_range cidr_range source_cidr allowed_cidr allowed_ip ip_allowlist \
          allowlist ip_whitelist whitelist ip_allow_list source_range trusted_source \
          allowed_network ip_access_list",
    )
    .kinds(DATA),
    whole(
        NetworkRange,
        8,
        "source destination address source_address destination_address cidr ip_rang",
    )
    .kinds(DATA)
    .of("firewall inbound outbound ingress egress security_group network_acl"),
    whole(NetworkRange, 8, "source address destination")
        .kinds(DATA)
        .under("inbound outbound ingress egress firewall"),
    head(
        NetworkRange,
        8,
        "cidr cidr_block ip_range ip_cidr cidr_notation cidr_range ip_address_range",
    )
    .kinds(DATA),
    whole(Host, 5, "target value data content address record_value")
        .kinds(TEXT)
        .of("dn record a_record")
        .doing(&[Create]),
    last(Url, 5, "endpoint").kinds(TEXT).doing(&[Send, Grant, Fetch]),
    whole(Url, 7, "endpoint notification_endpoint")
        .kinds(TEXT)
        .of("subscribe subscription webhook"),
    last(Url, 6, "feed sitemap rss").kinds(WORDS).doing(&[Fetch, Read]),
    last(Host, 4, "network subnet").kinds(CHOICE).harmless(),
];
