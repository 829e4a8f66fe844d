<?php
// Install the site, empty, with the person whom Cydbost acts as; print that person's application password as JSON.
define( 'WP_INSTALLING', true );
$_SERVER['HTTP_HOST'] = 'localhost';
require __DIR__ . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
function wp_install_defaults( $user_id ) {
	wp_insert_term( 'Uncategorized', 'category' ); // no sample post, page or comment
}
function wp_new_blog_notification( ...$ignored ) {
}
ob_start();
wp_install( 'Cyngor Enghraifft', 'council', 'council@cyngor.example', true, '', wp_generate_password() );
update_option( 'timezone_string', 'Europe/London' );
update_option( 'comment_moderation', '0' );
update_option( 'comment_previously_approved', '0' );
update_option( 'comments_notify', '0' );
update_option( 'moderation_notify', '0' );
update_option( 'require_name_email', '0' );
foreach ( array( 'cymraeg' => 'Cymraeg', 'english' => 'English' ) as $slug => $name ) {
	wp_insert_term( $name, 'category', array( 'slug' => $slug ) );
}
$found = array();
foreach ( array( 'editor', 'author', 'subscriber' ) as $role ) {
	$id             = wp_insert_user( array( 'user_login' => "cydbost-$role", 'user_pass' => wp_generate_password(), 'user_email' => "$role@cyngor.example", 'role' => $role ) );
	$made           = WP_Application_Passwords::create_new_application_password( $id, array( 'name' => 'Cydbost' ) );
	$found[ $role ] = $made[0];
}
ob_end_clean();
echo json_encode( $found );
