/// The sign-in form, perhaps with what went wrong the last time.
struct LoginPage: Page {
    let template = "login"
    let customer: String?
    let email: String
    let problem: String?
}
