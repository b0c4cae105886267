//! Money, what it buys, and who gets it.

use crate::risk::effects::Effect::{Create, Pay};
use crate::risk::roles::role::Role::{AmountAsked, AmountOut, Currency, Payee, Quantity, Size};
use crate::risk::roles::rule::{Rule, head, last, said, whole, within};
use crate::risk::roles::signs::{ANYTHING, CHOICE, NUMBER, PARTS, TEXT, WORDS};

/// Numbers, also as text.
const FIGURES: u8 = TEXT | NUMBER | PARTS | ANYTHING;

/// Words of tools by which money leaves or is taken.
const OUT: &str = "pay payout transfer refund charge capture withdraw withdrawal buy purchase trade \
          disburse reembolso pago pagamento transferencia spend budget bid donate tip topup \
          top_up send_money discount remittance cashout swap stake repay reverse chargeback \
          estorno";

/// Words of tools by which somebody is asked for money, or a sum is only looked up.
const ASKED: &str = "invoice quote link quotation price estimate simulate rate product list get search \
          convert calculate checkout preference qr qrcode cobranca cotizacion predict fee \
          installment catalog bill offer listing item variant plan factura nfse nota \
          payment_link request shipping";

/// Names of amounts.
const AMOUNT: &str = "amount amount_in_cent amount_cent total total_amount value valor montante importe \
          betrag montant monto sum unit_amount amount_total amount_usd transfer_amount \
          payment_amount refund_amount order_amount pay_amount buy_amount sell_amount \
          gross_amount net_amount amount_net amount_gro amount_iva amount_minor amount_major \
          minor major amount_value valor_total monto_total source_amount target_amount \
          amount_minor_unit max_amount min_amount";

/// The rules.
pub(super) const RULES: &[Rule] = &[
    last(AmountOut, 8, "amount value valor amount_in_cent total_amount").kinds(FIGURES).verbs(
        "pay refund transfer withdraw payout send capture charge redeem donate tip topup \
          disburse",
    ),
    last(AmountAsked, 8, "amount value valor price total amount_in_cent total_amount")
        .kinds(FIGURES)
        .verbs("create register sign simulate invoice quote")
        .of("invoice quote link boleto cob qr intent checkout preference session webpay pix_cob \
          push_payment automatico sign_url buy_url")
        .not_of("refund payout transfer withdraw withdrawal"),
    whole(
        AmountOut,
        8,
        "qty quantity notional unit size volume share amount quote_qty base_size quote_size \
          lot contract",
    )
    .kinds(FIGURES)
    .of("trade stock exchange crypto position limit_order market_order share sell swap token \
          coin")
    .not_of("list get search nft photo"),
    last(AmountOut, 8, "monto valor importe betrag montant montante quantia cantidad_dinero")
        .kinds(FIGURES)
        .of("transferir transferencia pagar pagamento pago reembolso reembolsar estorno devolver \
          comprar vender uberweisen uberweisung bezahlen zahlen payer virement rembourser \
          acheter kaufen saque retirar"),
    last(AmountOut, 8, AMOUNT)
        .kinds(FIGURES)
        .of(OUT)
        .not_of(ASKED)
        .without("type currency id code count"),
    last(AmountAsked, 8, AMOUNT)
        .kinds(FIGURES)
        .of(ASKED)
        .not_of("pay payout refund withdraw capture charge transfer")
        .with("amount total price montante importe betrag montant monto sum"),
    last(AmountOut, 6, "amount amount_in_cent total_amount").kinds(FIGURES),
    whole(AmountOut, 9, "value amount total original")
        .kinds(FIGURES)
        .under("amount valor")
        .not_of(ASKED),
    whole(AmountAsked, 9, "value amount total original")
        .kinds(FIGURES)
        .under("amount valor")
        .of(ASKED),
    last(
        AmountOut,
        8,
        "budget daily_budget lifetime_budget bid bid_amount max_bid cpc_bid spend_limit \
          spending_limit spend_cap budget_amount credit_limit notional stake max_spend \
          max_price limit_price percent_off amount_off discount discount_amount \
          discount_percent max_cost budget_limit tip_amount cashback payout_amount \
          refund_amount charge_amount max_fee ga_price max_amount",
    )
    .kinds(FIGURES)
    .not_of("list get search"),
    last(AmountOut, 8, "tip gratuity network_fee miner_fee priority_fee surcharge")
        .kinds(FIGURES)
        .doing(&[Pay]),
    whole(AmountOut, 8, "fee")
        .kinds(FIGURES)
        .verbs("pay send transfer withdraw payout")
        .doing(&[Pay]),
    last(AmountOut, 8, "value amount balance initial_value initial_amount face_value")
        .kinds(FIGURES)
        .of("gift_card giftcard voucher store_credit")
        .not_of("list search find get lookup"),
    whole(AmountOut, 6, "price qty quantity unit size volume")
        .kinds(FIGURES)
        .of("trade order sell swap exchange limit_order market_order position")
        .doing(&[Pay])
        .beside("symbol side pair market ticker book instrument"),
    last(
        AmountAsked,
        7,
        "price unit_price unit_amount unit_price_cent price_amount min_price max_price \
          promotional_price sale_price list_price cost unit_cost preco precio preis prix \
          price_cent total_price fee shipping_cost tax_amount invoice_value declared_value \
          compare_at_price retail_price",
    )
    .kinds(FIGURES)
    .without("id type list level model"),
    head(
        AmountOut,
        7,
        "amount_to_pay amount_to_transfer amount_to_refund amount_to_charge amount_to_capture \
          refund_amount payment_amount transfer_amount amount amount_in_cent withdrawal_amount \
          payout_amount discount_amount charge_amount amount_in_minor_unit",
    )
    .kinds(FIGURES)
    .doing(&[Pay])
    .not_of(ASKED),
    head(
        AmountAsked,
        6,
        "amount price unit_price total_amount invoice_amount unit_amount amount_in_cent",
    )
    .kinds(FIGURES)
    .without("id type"),
    said(AmountOut, 5, "in_cent minor_unit in_centavo smallest_currency_unit")
        .kinds(FIGURES)
        .doing(&[Pay]),
    last(
        Currency,
        9,
        "currency currency_code currencycode moeda moneda wahrung devise source_currency \
          target_currency base_currency quote_currency buy_currency sell_currency \
          payment_currency settlement_currency currency_symbol fiat_currency currency_id \
          base_currency_code quote_currency_code billing_currency local_currency \
          presentment_currency",
    )
    .kinds(WORDS | CHOICE),
    head(
        Currency,
        9,
        "currency currency_code iso_currency_code iso_4217_currency iso_4217_currency_code \
          three_letter_iso_currency_code 3_letter_currency_code iso_4217_code currency_symbol",
    )
    .kinds(WORDS | CHOICE),
    said(Currency, 7, "iso_4217 4217").kinds(TEXT | CHOICE).without("amount price value"),
    last(
        Quantity,
        7,
        "quantity qty quantidade cantidad menge quantite replica replica_count instance_count \
          desired_count node_count num_node number_of_node num_instance seat max_use stock \
          inventory_quantity desired_capacity min_node max_node min_instance max_instance \
          node_num core_count worker_count cantidade shard_count instance_num",
    )
    .kinds(FIGURES),
    whole(Quantity, 6, "count scale copy")
        .kinds(NUMBER)
        .of("create scale deploy pool resize provision cluster"),
    head(
        Quantity,
        7,
        "quantity number_of_replica number_of_node number_of_instance number_of_unit \
          number_of_item replica_count node_count number_of_seat",
    )
    .kinds(FIGURES),
    said(
        Quantity,
        6,
        "number_of_replica number_of_node number_of_instance number_of_unit \
          number_of_container number_of_copy",
    )
    .kinds(NUMBER),
    last(
        Size,
        8,
        "size_slug instance_size instance_type machine_type vm_size node_size \
          instance_size_slug tier plan_slug sku_name flavor droplet_size db_instance_class \
          size_gigabyte disk_size disk_gb memory_gb storage_gb storage_size_mib num_cpu \
          cpu_core instance_class compute_unit memory_mb ram disk_size_gb vcpu size_id \
          storage_size node_type min_cu max_cu autoscaling_limit",
    )
    .kinds(FIGURES | CHOICE),
    whole(Size, 7, "size cpu memory core disk plan tier storage")
        .kinds(FIGURES | CHOICE)
        .of("vm droplet instance create cluster node pool machine database container server \
          resize volume lxc provision service deployment limit")
        .not_of("list get search browser image screenshot")
        .doing(&[Create, Pay]),
    last(
        Payee,
        8,
        "payee beneficiary creditor recipient_account destination_account to_account payee_id \
          beneficiary_id destination_wallet recipient_address beneficiary_account to_wallet \
          to_address target_account destination_address creditor_account pix_key chave_pix \
          iban payee_key recipient_iban destination_iban account_number routing_number \
          bank_account payout_method",
    )
    .kinds(FIGURES)
    .of(OUT)
    .not_of("list get search create_pix_key"),
    whole(Payee, 7, "destination recipient beneficiary to receiver key chave")
        .kinds(FIGURES)
        .of("transfer payout pix withdraw withdrawal remittance send_money payment")
        .doing(&[Pay]),
    within(Currency, 4, "currency").kinds(TEXT | CHOICE),
];
