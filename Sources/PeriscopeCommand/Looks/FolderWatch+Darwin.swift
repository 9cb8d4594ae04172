#if canImport(Darwin)
    import Darwin

    /// Tells that files may have been saved, in folders that are watched.
    ///
    /// A queue of the kernel tells of folders whose entries change and of files that are written; it does not say which
    /// entry, so any news means that all is to be looked at. (macOS: kqueue(2). Written for, not tested.)
    package final class FolderWatch {
        package enum News: Equatable {
            case files(Set<String>)
            case unknown
        }

        package let descriptor: Int32
        /// Whether a folder or file could not be watched, most likely because it is not there.
        package private(set) var lacksFolders = false
        private var opened: [Int32] = []

        package init?() {
            descriptor = kqueue()
            guard descriptor >= 0 else { return nil }
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        }

        deinit {
            for file in opened { close(file) }
            close(descriptor)
        }

        package func watch(_ wanted: Set<String>, files: Set<String>) {
            for file in opened { close(file) }
            opened = []
            lacksFolders = false
            for path in wanted.union(files).sorted().prefix(Self.most) {
                let file = open(path, O_EVTONLY | O_CLOEXEC)
                guard file >= 0 else {
                    lacksFolders = true
                    continue
                }
                var event = kevent(
                    ident: UInt(file), filter: Int16(EVFILT_VNODE), flags: UInt16(EV_ADD | EV_CLEAR),
                    fflags: UInt32(NOTE_WRITE | NOTE_DELETE | NOTE_RENAME), data: 0, udata: nil)
                kevent(descriptor, &event, 1, nil, 0, nil)
                opened.append(file)
            }
        }

        package func take() -> News {
            var events = [kevent](repeating: kevent(), count: Self.most)
            var none = timespec()
            return kevent(descriptor, nil, 0, &events, Int32(events.count), &none) > 0 ? .unknown : .files([])
        }

        private static let most = 32
    }
#endif
