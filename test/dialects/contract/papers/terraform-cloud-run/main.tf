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

resource "google_cloud_run_v2_service" "intake" {
  name     = "intake"
  location = "europe-west1"
  ingress  = "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"

  template {
    service_account = google_service_account.intake.email
    scaling {
      max_instance_count = 4
    }
    containers {
      image = "europe-docker.pkg.dev/acme/papers/intake:1"
      env {
        name  = "MODE"
        value = "fast"
      }
    }
  }
}

resource "google_cloud_run_v2_service" "index" {
  name     = "index"
  location = "europe-west1"
  ingress  = "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"

  template {
    service_account = google_service_account.index.email
    scaling {
      max_instance_count = 4
    }
    containers {
      image = "europe-docker.pkg.dev/acme/papers/index:1"
    }
  }
}

resource "google_cloud_run_v2_service" "archive" {
  name     = "archive"
  location = "europe-west1"
  ingress  = "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"

  template {
    service_account = google_service_account.archive.email
    scaling {
      max_instance_count = 4
    }
    containers {
      image = "europe-docker.pkg.dev/acme/papers/archive:1"
    }
  }
}

resource "google_pubsub_subscription" "arrived" {
  name  = "papers-arrived"
  topic = google_pubsub_topic.arrived.id

  push_config {
    push_endpoint = google_cloud_run_v2_service.archive.uri
    oidc_token {
      service_account_email = google_service_account.archive.email
    }
  }
}

resource "google_cloud_run_v2_service_iam_member" "staff" {
  name = google_cloud_run_v2_service.intake.name
  role = "roles/run.invoker"
  member = "group:staff@example.org"
}
