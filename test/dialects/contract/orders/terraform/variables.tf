variable "identity_issuer" {
  type    = string
  default = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Orders"
}

variable "log_retention" {
  type    = number
  default = 30
}
