/// A page for everything that the customer can put right: 400, 401, 404.
struct ProblemPage: Page {
    let template = "problem"
    let customer: String?
    let status: Int
    let reason: String
    let message: String
}
