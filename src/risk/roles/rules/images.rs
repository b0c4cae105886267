//! Images, charts and packages that are run.

use crate::risk::effects::Effect::Delete;
use crate::risk::roles::role::Role::Image;
use crate::risk::roles::rule::{Rule, head, last, whole};
use crate::risk::roles::signs::{CHOICE, WORDS};

/// The rules.
pub(super) const RULES: &[Rule] = &[
    whole(Image, 9, "image image_id image_uri image_url source_image base_image container_image")
        .kinds(WORDS)
        .verbs("create launch run start deploy rebuild recreate install")
        .of(
            "container pod vm droplet machine instance server lambda function cloudrun service job \
          worker node docker",
        )
        .not_saying("picture photo png jpg jpeg base64 screenshot thumbnail logo"),
    whole(Image, 8, "package package_name pkg formula crate chart requirement library")
        .kinds(WORDS)
        .verbs("install add upgrade update")
        .of("install apt brew pip npm cargo yarn yum dnf helm conda gem"),
    whole(
        Image,
        7,
        "image container_image docker_image image_uri image_name base_image image_url \
          image_ref image_repository image_repo os_image runner_image ostemplate image_id \
          image_slug template_image",
    )
    .kinds(WORDS)
    .of("container pod deployment vm droplet machine instance run create service app docker \
          kubernete lxc node pool task cluster server rebuild registry worker job")
    .not_saying("picture photo png jpg jpeg base64 screenshot thumbnail logo"),
    last(
        Image,
        7,
        "container_image docker_image image_uri chart chart_name helm_chart chart_ref \
          chart_url base_image",
    )
    .kinds(WORDS),
    head(
        Image,
        7,
        "container_image docker_image image_to_run os_template container_image_uri helm_chart \
          chart_name chart",
    )
    .kinds(WORDS),
    whole(Image, 6, "chart package package_name plugin module extension")
        .kinds(WORDS)
        .of("install deploy upgrade helm"),
    whole(Image, 7, "image repository registry registry_type tag digest")
        .kinds(WORDS | CHOICE)
        .under("image")
        .not_doing(&[Delete]),
];
