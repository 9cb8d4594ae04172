/// Where each row of a content is, by its key.
///
/// Made when it is first asked, in one pass over the rows; asking again costs a look-up.
final class RowPlaces {
    private var places: [RowKey: Int]?

    func place(of key: RowKey, count: Int, keyAt: (Int) -> RowKey) -> Int? {
        if let places { return places[key] }
        var made: [RowKey: Int] = [:]
        made.reserveCapacity(count)
        for index in 0..<count where made[keyAt(index)] == nil { made[keyAt(index)] = index }
        places = made
        return made[key]
    }
}
