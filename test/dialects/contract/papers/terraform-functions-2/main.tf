resource "google_api_gateway_api" "papers" {
  provider = google-beta
  api_id   = "papers"
}

resource "google_api_gateway_api_config" "papers" {
  provider = google-beta
  api      = google_api_gateway_api.papers.api_id

  openapi_documents {
    document {
      path     = "openapi.yaml"
      contents = filebase64("${path.module}/openapi.yaml")
    }
  }
}

resource "google_service_account" "intake" {
  account_id = "papers-intake"
}

resource "google_service_account" "index" {
  account_id = "papers-index"
}

resource "google_service_account" "archive" {
  account_id = "papers-archive"
}

resource "google_storage_bucket" "papers" {
  name                     = "acme-papers"
  location                 = "EU"
  public_access_prevention = "enforced"
}

resource "google_storage_bucket_iam_member" "intake" {
  bucket = google_storage_bucket.papers.name
  role   = "roles/storage.objectCreator"
  member = google_service_account.intake.member
}

resource "google_pubsub_topic" "arrived" {
  name = "papers-arrived"
}

resource "google_secret_manager_secret" "token" {
  secret_id = "papers-token"
  replication {
    auto {}
  }
}

resource "google_kms_crypto_key" "papers" {
  name            = "papers"
  key_ring        = "projects/acme/locations/europe-west1/keyRings/papers"
  rotation_period = "7776000s"
}

resource "google_logging_project_bucket_config" "papers" {
  project        = "acme"
  location       = "europe-west1"
  bucket_id      = "papers"
  retention_days = 90
}

resource "google_cloudfunctions2_function" "intake" {
  name     = "intake"
  location = "europe-west1"

  build_config {
    runtime     = "nodejs24"
    entry_point = "intake"
  }

  service_config {
    service_account_email = google_service_account.intake.email
    max_instance_count    = 4
    ingress_settings      = "ALLOW_INTERNAL_AND_GCLB"
    environment_variables = {
      MODE = "fast"
    }
  }
}

resource "google_cloudfunctions2_function" "index" {
  name     = "index"
  location = "europe-west1"

  build_config {
    runtime     = "nodejs24"
    entry_point = "index"
  }

  service_config {
    service_account_email = google_service_account.index.email
    max_instance_count    = 4
    ingress_settings      = "ALLOW_INTERNAL_AND_GCLB"
  }
}

resource "google_cloudfunctions2_function" "archive" {
  name     = "archive"
  location = "europe-west1"

  build_config {
    runtime     = "nodejs24"
    entry_point = "archive"
  }

  service_config {
    service_account_email = google_service_account.archive.email
    max_instance_count    = 4
    ingress_settings      = "ALLOW_INTERNAL_AND_GCLB"
  }
  event_trigger {
    event_type   = "google.cloud.pubsub.topic.v1.messagePublished"
    pubsub_topic = google_pubsub_topic.arrived.id
  }
}

resource "google_cloud_run_service_iam_member" "staff" {
  service = google_cloudfunctions2_function.intake.name
  role    = "roles/run.invoker"
  member  = "group:staff@example.org"
}
